import { dirname, join } from 'node:path';
import { artifact } from './artifacts.mjs';

const MODULE = 'github.com/cdk8s-gateway/cdk8s-gateway-go/cdk8sgateway';

/** Go: the program's own module, in which the built package replaces the published one. */
export const go = {
  name: 'go',
  title: 'Go',
  install: ({ command, folder, source }) => {
    const built = dirname(artifact('go', /cdk8sgateway[\\/]go\.mod$/));
    command('go', ['mod', 'edit', '-replace', `${MODULE}=${built}`], { cwd: source });
    // What the committed go.mod and go.sum say has to be enough: nothing is looked up or written.
    const env = { GOFLAGS: '', GOWORK: 'off' };
    command('go', ['build', '-mod=readonly', '-o', join(folder, 'program'), '.'], { cwd: source, env });
  },
  run: ({ command, folder, outdir }) => command(join(folder, 'program'), [outdir]),
};
