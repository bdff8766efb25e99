import { Category, Severity } from '../../../manifest/finding';
import { isRoute } from '../../../manifest/kinds';
import { describeEntry } from '../../cluster/describe-entry';
import { MESH_KINDS, meshPlacesOf, type MeshPort } from '../../cluster/mesh-routes';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { ROUTE_TYPES } from '../judged-kinds';

/** One port of a Service has routes of one kind in a mesh: those of the others are rejected. */
export const mixedMeshKinds: Rule = {
  code: 'GW047',
  title: 'Routes of different kinds for one port of a Service',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, GEP-1294: of several kinds GRPCRoutes count before HTTPRoutes, TLSRoutes and TCPRoutes',
  kinds: ROUTE_TYPES,
  check(entry: Entry, { index }: RuleContext): RuleResult[] {
    const { manifest } = entry;
    if (!isRoute(manifest)) return [];
    return meshPlacesOf(entry, index).flatMap(({ nameWith, meeting, path }) => {
      const { winner, port } = strongestOf(meeting);
      if (winner.manifest.kind === manifest.kind) return [];
      return [{
        message: `${describeEntry(winner)} is for ${nameWith(port)} too, and ${winner.manifest.kind}s count before ${manifest.kind}s, `
          + 'so this route is rejected there',
        fix: 'write routes of one kind for a port of the Service, or name another port in each',
        path,
      }];
    });
  },
};

/** The first route of the kind that counts, and its port; there is one, as the route in question is among them. */
function strongestOf(ports: readonly MeshPort[]): { winner: Entry; port: MeshPort } {
  const kind = MESH_KINDS.find((one) => ports.some(({ byKind }) => byKind.has(one)))!;
  const port = ports.find(({ byKind }) => byKind.has(kind))!;
  return { winner: port.byKind.get(kind)!, port };
}
