/** The only entry to the rules that find secrets. Pure; they never keep or print a value. */
export { type AddedSecret, addedSecrets } from './added.js';
export { isSecretFile } from './files.js';
export { findSecrets, PLACEHOLDER } from './find.js';
export type { Found } from './found.js';
