const order = ['agent', 'supervisor', 'admin'];
/** Roles include one another. */
export const may = (me, role) => !role || order.indexOf(me?.role) >= order.indexOf(role);
