import { asEngine, quirksOf } from './differences';
import { Engine } from './engine';
import { engineBinary } from './engine-binary';
import { clusterOf } from './generate/cluster';
import { ENGINE_QUIRKS } from './naive/worlds';

const COUNT = 500;
const CLUSTERS = Array.from({ length: COUNT }, (_, i) => clusterOf(i + 1).cluster);
const PACKETS = CLUSTERS.flatMap((cluster) => cluster.packets.map((packet) => ({ cluster, packet })));

describe('random clusters', () => {
  let answers: boolean[] = [];
  beforeAll(async () => {
    const engine = new Engine(await engineBinary());
    try {
      answers = (await engine.ask(CLUSTERS)).flat();
    } finally {
      engine.close();
    }
  });

  test('the engine answers as the specification does, beside its known quirks', () => {
    const different = PACKETS.filter(({ cluster, packet }, i) => asEngine(cluster, packet) !== answers[i]);
    expect(different).toEqual([]);
  });

  test('each quirk decides some packet, so none is listed in vain', () => {
    const seen = new Set(PACKETS.flatMap(({ cluster, packet }) => {
      const quirks = quirksOf(cluster, packet);
      return quirks.length === 1 ? quirks : [];
    }));
    expect(seen).toEqual(ENGINE_QUIRKS);
  });

  test('between a fifth and four fifths of the packets pass', () => {
    const share = answers.filter(Boolean).length / answers.length;
    expect(share).toBeGreaterThan(0.2);
    expect(share).toBeLessThan(0.8);
  });
});
