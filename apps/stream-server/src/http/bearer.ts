/** How the API's description names the keys and tokens that go into `Authorization: Bearer …`. */
export const BEARER = 'bearer';
