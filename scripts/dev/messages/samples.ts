/** Sample arguments for every message, from the types of `NoticeArgs`: a name in brackets for a text to fill in. */
import path from 'node:path';
import ts from 'typescript';
import { projectRoot } from '../project.js';

/** A value for an argument: text, number, truth, or an object or list of them. */
export type Sample = string | number | boolean | null | Sample[] | { [name: string]: Sample };

/** What stands in a sentence for a text that the program fills in. */
export const blank = (name: string): string => `‹${name.replaceAll('_', ' ')}›`;

/** How often a thing is there, where only its number matters: more than one, so that the sentence is in the plural. */
const SEVERAL = 3;

/**
 * One set of arguments for each code.
 *
 * @returns code → arguments, in the order of the types
 * @throws Error when `NoticeArgs` is not where it was
 */
export function sampleArguments(): Map<string, Sample> {
  const file = path.join(projectRoot(), 'scripts/core/say/notices.ts');
  const config = ts.readConfigFile(path.join(projectRoot(), 'tsconfig.json'), ts.sys.readFile).config;
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, projectRoot());
  const program = ts.createProgram([file], options);
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const found = source?.statements.find(
    (one): one is ts.InterfaceDeclaration => ts.isInterfaceDeclaration(one) && one.name.text === 'NoticeArgs',
  );
  if (found === undefined) throw new Error(`${file} has no interface NoticeArgs`);
  const members = checker.getPropertiesOfType(checker.getTypeAtLocation(found));
  return new Map(members.map((one) => [one.name, sampleOf(checker.getTypeOfSymbol(one), one.name, checker)]));
}

function sampleOf(type: ts.Type, name: string, checker: ts.TypeChecker): Sample {
  if (type.isUnion()) return sampleOfUnion(type, name, checker);
  if (type.isLiteral()) return typeof type.value === 'object' ? SEVERAL : type.value;
  if (type.flags & ts.TypeFlags.BooleanLiteral) return checker.typeToString(type) === 'true';
  if (type.flags & ts.TypeFlags.StringLike) return blank(name);
  if (type.flags & ts.TypeFlags.NumberLike) return SEVERAL;
  if (type.flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined)) return null;
  if (checker.isArrayType(type) || checker.isTupleType(type)) {
    const [item] = checker.getTypeArguments(type as ts.TypeReference);
    return item === undefined ? [] : [sampleOf(item, name, checker)];
  }
  return Object.fromEntries(
    checker
      .getPropertiesOfType(type)
      .map((one) => [one.name, sampleOf(checker.getTypeOfSymbol(one), one.name, checker)]),
  );
}

/** A text where one is possible, so that its name shows; otherwise the first that is something. */
function sampleOfUnion(type: ts.UnionType, name: string, checker: ts.TypeChecker): Sample {
  const isNothing = (one: ts.Type): boolean => (one.flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined)) !== 0;
  const some = type.types.filter((one) => !isNothing(one));
  const text = some.find((one) => one.flags & ts.TypeFlags.String);
  const chosen = text ?? some[0];
  return chosen === undefined ? null : sampleOf(chosen, name, checker);
}
