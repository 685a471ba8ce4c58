/**
 * The modules of packages that pure code may import: the contract test and the build of the hooks both read this list.
 */

/**
 * Module → why it is used and may be. Each is a single module and not its whole package, because both packages also
 * draw random numbers (`@noble/hashes/utils.js`, `@scure/bip39`).
 */
export const PURE_MODULES: Readonly<Record<string, string>> = {
  '@noble/hashes/sha2.js': 'SHA-256 without node:crypto, which core may not import; no dependencies',
  '@scure/base': 'base58 of private keys; no dependencies',
  '@scure/bip39/wordlists/english.js': 'the English word list of BIP-39; nothing but the list',
};

/** The names of the packages in which these modules lie. */
export const purePackages = (): string[] => Object.keys(PURE_MODULES).map(packageOf);

/** `@scope/name/part.js` → `@scope/name` */
function packageOf(specifier: string): string {
  const parts = specifier.startsWith('@') ? 2 : 1;
  return specifier.split('/').slice(0, parts).join('/');
}
