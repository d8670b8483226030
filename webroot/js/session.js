/* Do we know yet who is here? And if the server could not say, why. */
export const session = { known: false, problem: undefined };
