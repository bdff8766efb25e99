import type { cdk8s } from 'projen';

/** The configuration that type checks everything at once: sources, tests, examples and tools. */
export function configureTypeScript(project: cdk8s.ConstructLibraryCdk8s): void {
  // The library itself knows nothing of jest; tests do.
  project.tsconfig?.file.addOverride('compilerOptions.types', ['node']);
  const dev = project.tsconfigDev.file;
  dev.addOverride('include', ['src', 'imports', 'test', 'examples', 'tools', '.projenrc.ts', '.projen'].map(typeScript));
  dev.addOverride('exclude', ['node_modules', 'lib', 'dist', 'out']);
  dev.addOverride('compilerOptions.types', ['jest', 'node']);
  // Examples and tests import the package by its name, as users do.
  dev.addOverride('compilerOptions.paths', { 'cdk8s-gateway': ['./src/index.ts'] });
}

function typeScript(path: string): string {
  return path.endsWith('.ts') ? path : `${path}/**/*.ts`;
}
