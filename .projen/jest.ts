import * as path from 'node:path';
import { type cdk8s, javascript, JsonFile } from 'projen';

/** Tests that need programs from outside npm, or minutes: their folders, and what they are. They have commands of their own. */
export const SUITES = {
  cluster: { folder: 'cluster', description: 'Tests against a real cluster' },
  gateway: { folder: 'gateway', description: 'Tests against a real gateway' },
  network: { folder: 'network/engine', description: 'Tests against a real policy engine' },
  scale: { folder: 'scale', description: 'Large input, growth, and long series' },
} as const;

export const jestOptions: javascript.JestOptions = {
  jestVersion: '^30',
  passWithNoTests: false,
  junitReporting: false,
  updateSnapshot: javascript.UpdateSnapshot.NEVER,
  jestConfig: {
    collectCoverage: false,
    setupFilesAfterEnv: ['<rootDir>/tools/field-coverage/jest-setup.cjs'],
    coverageProvider: 'babel',
    coveragePathIgnorePatterns: ['/node_modules/', '/imports/', '/test/'],
    testMatch: ['<rootDir>/test/**/*.test.ts'],
    testPathIgnorePatterns: ['/node_modules/', ...Object.values(SUITES).map(({ folder }) => `<rootDir>/test/${folder}/`)],
    moduleNameMapper: { '^cdk8s-gateway$': '<rootDir>/src/index.ts' },
    modulePathIgnorePatterns: ['<rootDir>/lib/', '<rootDir>/dist/', '<rootDir>/out/'],
  },
};

/** One configuration for the unit tests (in package.json), one file for each other suite. */
export function configureJest(project: cdk8s.ConstructLibraryCdk8s): void {
  const unit = project.jest!.config;
  unit.testMatch = jestOptions.jestConfig!.testMatch;
  // Jest leaves one core idle, which on two is half of them.
  unit.maxWorkers = '100%';
  for (const [suite, { folder }] of Object.entries(SUITES)) {
    new JsonFile(project, `test/${folder}/jest.config.json`, {
      obj: () => ({
        rootDir: path.posix.relative(`test/${folder}`, '.'),
        clearMocks: true,
        globalSetup: suite === 'cluster' ? '<rootDir>/test/cluster/harness/setup.ts' : undefined,
        globalTeardown: suite === 'cluster' ? '<rootDir>/test/cluster/harness/teardown.ts' : undefined,
        maxWorkers: 1,
        moduleNameMapper: unit.moduleNameMapper,
        modulePathIgnorePatterns: unit.modulePathIgnorePatterns,
        testMatch: [`<rootDir>/test/${folder}/**/*.test.ts`],
        testTimeout: 600_000,
        transform: unit.transform,
      }),
    });
  }
}
