/** Finds the project's own test commands from the files in its top folder. */
import { jsonOf, textAt, withoutBom } from '../json.js';
import type { Check } from './config.js';
import { checkOf } from './wizard/command-lines.js';

export interface ProjectFiles {
  /** Names of the files and folders in the top folder. */
  names: readonly string[];
  /** Content of package.json; null when there is none. */
  packageJson: string | null;
  /** Content of the Makefile; null when there is none. */
  makefile: string | null;
}

/**
 * The commands to propose for `testing.commands`. make is proposed only when no tool of the language itself was found.
 */
export function detectChecks(files: ProjectFiles): Check[] {
  const has = (...names: string[]): boolean => names.some((name) => files.names.includes(name));
  const found = [nodeTest(files), pythonTest(has), rustTest(has), goTest(has), mavenTest(has), gradleTest(has)].flatMap(
    (run) => (run === null ? [] : [run]),
  );
  const runs =
    found.length === 0 && files.makefile !== null && /^test\s*:(?!=)/m.test(files.makefile)
      ? [['make', 'test']]
      : found;
  return runs.map(checkOf);
}

type Has = (...names: string[]) => boolean;

function nodeTest({ names, packageJson }: ProjectFiles): string[] | null {
  // npm itself reports a broken manifest; here it only means that there is nothing to propose.
  const manifest = jsonOf(withoutBom(packageJson ?? ''));
  const script = textAt(manifest, 'scripts', 'test') ?? '';
  // The test script that `npm init` writes always fails.
  if (script.trim() === '' || /no test specified/.test(script)) return null;
  return [packageManager(names, textAt(manifest, 'packageManager')), 'test'];
}

function packageManager(names: readonly string[], declared: string | null): string {
  const name = declared?.split('@')[0];
  if (name === 'pnpm' || name === 'yarn' || name === 'npm') return name;
  if (names.includes('pnpm-lock.yaml')) return 'pnpm';
  return names.includes('yarn.lock') ? 'yarn' : 'npm';
}

function pythonTest(has: Has): string[] | null {
  const isPython = has('pyproject.toml', 'setup.py', 'setup.cfg', 'requirements.txt', 'tox.ini');
  return has('pytest.ini', 'conftest.py') || (isPython && has('tests', 'test')) ? ['pytest'] : null;
}

const rustTest = (has: Has): string[] | null => (has('Cargo.toml') ? ['cargo', 'test'] : null);
const goTest = (has: Has): string[] | null => (has('go.mod') ? ['go', 'test', './...'] : null);

function mavenTest(has: Has): string[] | null {
  if (!has('pom.xml')) return null;
  return [has('mvnw') ? './mvnw' : 'mvn', '-B', 'test'];
}

function gradleTest(has: Has): string[] | null {
  if (!has('build.gradle', 'build.gradle.kts', 'settings.gradle', 'settings.gradle.kts')) return null;
  return [has('gradlew') ? './gradlew' : 'gradle', 'test'];
}
