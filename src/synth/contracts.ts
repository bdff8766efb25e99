import * as fs from 'node:fs';
import * as path from 'node:path';
import type { App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { publishedClasses, publishedGrants } from '../constructs/roles/published';
import { platformContractText, teamContractText } from '../manifest/contract-format';

/**
 * The contracts of an app: `<team>.json` with all grants of a team, `platform.json` with the classes for operators.
 * `GatewayApp` writes them; under a plain `App`, call `Contracts.write` after `synth`.
 *
 * @example
 * Contracts.write(app, 'contracts');
 */
export class Contracts {
  /**
   * Writes the contracts of an app into a folder.
   *
   * @param app the app
   * @param dir the folder; made where it is missing
   * @throws where the folder is the manifests' folder or inside it: contracts are not applied
   */
  public static write(app: App, dir: string): void {
    Contracts._prepare(app, dir, app.outdir)();
  }

  /** Everything that can fail is done at once; the writing is left to the caller's moment. @internal */
  public static _prepare(app: IConstruct, dir: string, outdir: string): () => void {
    const files = contractsOf(app);
    if (files.size > 0 && isInside(dir, outdir)) {
      throw new Error(`Contracts: folder "${dir}" is inside the manifests' folder "${outdir}", and contracts are not applied; `
        + 'choose a folder beside it');
    }
    return () => {
      if (files.size > 0) fs.mkdirSync(dir, { recursive: true });
      for (const [file, text] of files) fs.writeFileSync(path.join(dir, file), text);
    };
  }

  private constructor() {}
}

/** File name and text of every contract. Team names are DNS labels, so they are safe as file names. */
function contractsOf(app: IConstruct): Map<string, string> {
  const files = new Map<string, string>();
  const classes = publishedClasses(app);
  if (classes.length > 0) {
    files.set('platform.json', platformContractText(classes));
  }
  const grants = publishedGrants(app).map((grant) => grant._data());
  for (const team of new Set(grants.map((grant) => grant.team.name))) {
    if (team === 'platform' && classes.length > 0) {
      throw new Error('Contracts: team "platform" would overwrite the platform\'s own contract; give the team another name');
    }
    const own = grants.filter((grant) => grant.team.name === team);
    files.set(`${team}.json`, teamContractText(own));
  }
  return files;
}

function isInside(dir: string, outdir: string): boolean {
  const relative = path.relative(path.resolve(outdir), path.resolve(dir));
  return relative === '' || (!relative.startsWith('..') && !path.isAbsolute(relative));
}
