/* words of sources */
export default {};
