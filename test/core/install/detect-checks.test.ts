import { describe, expect, test } from 'vitest';
import { detectChecks, type ProjectFiles } from '../../../scripts/core/install/detect-checks.js';

const found = (names: string[], packageJson: unknown = null, makefile: string | null = null): string[] => {
  const files: ProjectFiles = {
    names,
    packageJson: typeof packageJson === 'string' || packageJson === null ? packageJson : JSON.stringify(packageJson),
    makefile,
  };
  return detectChecks(files).map(({ name }) => name);
};
const withTest = { scripts: { test: 'vitest run' } };

describe("the project's own tests", () => {
  test.each<[string, string[], unknown, string | null, string[]]>([
    ['npm', ['package.json'], withTest, null, ['npm test']],
    ['pnpm by its lock file', ['package.json', 'pnpm-lock.yaml'], withTest, null, ['pnpm test']],
    ['yarn by its lock file', ['package.json', 'yarn.lock'], withTest, null, ['yarn test']],
    [
      'the declared package manager',
      ['package.json', 'yarn.lock'],
      { ...withTest, packageManager: 'pnpm@9.1.0' },
      null,
      ['pnpm test'],
    ],
    ['no test script', ['package.json'], { scripts: {} }, null, []],
    [
      'the placeholder of npm init',
      ['package.json'],
      { scripts: { test: 'echo "Error: no test specified" && exit 1' } },
      null,
      [],
    ],
    ['a broken package.json', ['package.json'], '{', null, []],
    ['pytest by its configuration', ['pytest.ini'], null, null, ['pytest']],
    ['pytest by a tests folder', ['pyproject.toml', 'tests'], null, null, ['pytest']],
    ['a tests folder without Python', ['tests'], null, null, []],
    ['cargo', ['Cargo.toml'], null, null, ['cargo test']],
    ['go', ['go.mod'], null, null, ['go test ./...']],
    ['maven', ['pom.xml'], null, null, ['mvn -B test']],
    ['maven with a wrapper', ['pom.xml', 'mvnw'], null, null, ['./mvnw -B test']],
    ['gradle', ['build.gradle.kts'], null, null, ['gradle test']],
    ['gradle with a wrapper', ['settings.gradle', 'gradlew'], null, null, ['./gradlew test']],
    ['make with a test target', ['Makefile'], null, 'all:\n\ntest: all\n\t./run\n', ['make test']],
    ['make without one', ['Makefile'], null, 'all:\ntest := 1\n', []],
    ['make beside a language', ['Makefile', 'go.mod'], null, 'test:\n', ['go test ./...']],
    ['two languages', ['package.json', 'Cargo.toml'], withTest, null, ['npm test', 'cargo test']],
    ['nothing', ['README.md'], null, null, []],
  ])('%s', (_, names, packageJson, makefile, expected) => {
    expect(found(names, packageJson, makefile)).toEqual(expected);
  });

  test('a check is one program with its arguments, required, with a time limit', () => {
    expect(detectChecks({ names: ['go.mod'], packageJson: null, makefile: null })).toEqual([
      { name: 'go test ./...', run: ['go', 'test', './...'], required: true, timeout_seconds: 600 },
    ]);
  });
});
