/**
 * The modules of packages that pure code may import. The contract test and the build of the hooks both read this list.
 */

/**
 * Module → why it is used and why it is allowed. Single modules are listed, not whole packages, because both packages
 * also contain random numbers (`@noble/hashes/utils.js`, `@scure/bip39`).
 */
export const PURE_MODULES: Readonly<Record<string, string>> = {
  '@noble/hashes/sha2.js': 'SHA-256 without node:crypto, which core may not import; no dependencies',
  '@scure/base': 'base58 of private keys; no dependencies',
  '@scure/bip39/wordlists/english.js': 'the English word list of BIP-39; nothing but the list',
};

/** The names of the packages that contain these modules. */
export const purePackages = (): string[] => Object.keys(PURE_MODULES).map(packageOf);

/** `@scope/name/part.js` → `@scope/name` */
function packageOf(specifier: string): string {
  const parts = specifier.startsWith('@') ? 2 : 1;
  return specifier.split('/').slice(0, parts).join('/');
}
