import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { projectRoot } from '../../scripts/dev/project.js';

/** A parsed file of the project. */
export interface Source {
  /** The path from the project's root, with forward slashes. */
  file: string;
  lines: number;
  imports: { specifier: string; isTypeOnly: boolean }[];
  tree: ts.SourceFile;
}

/**
 * The project's own code below a folder, without generated files.
 *
 * @param folder from the project's root: "scripts", "test"
 */
export function sourcesBelow(folder: string): Source[] {
  return readdirSync(path.join(projectRoot(), folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|mts|mjs|js)$/.test(entry.name))
    .map((entry) => path.relative(projectRoot(), path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((file) => !file.startsWith('scripts/generated/'))
    .sort()
    .map((file) => parse(file, readFileSync(path.join(projectRoot(), file), 'utf8')));
}

/** Parses one file; exported so that the rules can be tested on text that breaks them. */
export function parse(file: string, text: string): Source {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const imports = nodesOf(tree).flatMap(importOf);
  return { file, lines: text.split('\n').length - 1, imports, tree };
}

function importOf(node: ts.Node): Source['imports'] {
  if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier !== undefined) {
    const isTypeOnly = ts.isImportDeclaration(node)
      ? node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
      : node.isTypeOnly;
    return ts.isStringLiteral(node.moduleSpecifier) ? [{ specifier: node.moduleSpecifier.text, isTypeOnly }] : [];
  }
  const isDynamic =
    ts.isCallExpression(node) &&
    (node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === 'require');
  const [first] = isDynamic ? node.arguments : [];
  return first !== undefined && ts.isStringLiteral(first) ? [{ specifier: first.text, isTypeOnly: false }] : [];
}

/** Every node of a tree, in the order of the text. */
export function nodesOf(node: ts.Node): ts.Node[] {
  return [node, ...node.getChildren().flatMap(nodesOf)];
}

/** "file:line text" of a node, for a message. */
export function placeOf(node: ts.Node): string {
  const tree = node.getSourceFile();
  const { line } = tree.getLineAndCharacterOfPosition(node.getStart());
  return `${tree.fileName}:${line + 1} ${node.getText().split('\n')[0]}`;
}
