import {
  type Focus, focused, focusedExposures, isAnyOf, npGuardChanges, npGuardEnd, npGuardExposures, npGuardPorts, npGuardRows, unprotected, withNames,
} from '../../src/analysis/network';
import { describeWithFacts } from '../util/facts';
import { canonical } from './canonical';
import { type Cells, npGuardModel, problemsOf, reportOf, ROOT, units } from './np-guard-files';

const expected = units().flatMap(({ unit, expected: list }) => list.map((one) => ({ unit, ...one, title: `${one.kind} ${one.file}` })));

/** What a file's name says of a part: workloads, direction, other workloads, port. */
function focusOf(file: string, namespaces: ReadonlySet<string>): Focus {
  const [, port, number] = /_(tcp|udp|sctp)-(\d+)_/.exec(file) ?? [];
  const part = /_focus_workload_(.*?)(?:_(ingress|egress))?(?:_with_(.*?))?(?:_(?:tcp|udp|sctp)-\d+)?_(?:connlist|exposure)_output/.exec(file);
  const [, workloads, direction, peers] = part ?? [];
  return {
    ...(workloads && { workloads: namesOf(workloads, namespaces) }),
    ...(direction && { direction: direction as Focus['direction'] }),
    ...(peers && { peers: namesOf(peers, namespaces) }),
    ...(port && { protocol: port.toUpperCase() as Focus['protocol'], port: Number(number) }),
  };
}

/** Names between underscores, with their namespaces where those stand before them. */
function namesOf(text: string, namespaces: ReadonlySet<string>): string[] {
  const names: string[] = [];
  const parts = text.split('_');
  for (let i = 0; i < parts.length; i++) names.push(namespaces.has(parts[i]) ? `${parts[i]}/${parts[++i]}` : parts[i]);
  return names;
}

describeWithFacts(ROOT)('netpol-analyzer', () => {
  test.each(expected.filter(({ kind }) => kind !== 'diff'))('$title', ({ unit, ...one }) => {
    const model = npGuardModel(unit, one.dir);
    const focus = focusOf(one.file, new Set(model.workloads.map(({ namespace }) => namespace)));
    const rows = focused(npGuardRows(model), focus).map(({ src, dst, allowed }): Cells =>
      [npGuardEnd(src), npGuardEnd(dst), ...(focus.port === undefined ? [npGuardPorts(allowed)] : [])]);
    expect(canonical(rows)).toEqual(canonical(reportOf(unit, one).connections));
  });
});

describeWithFacts(ROOT)('netpol-analyzer, exposure', () => {
  test.each(expected.filter(({ kind }) => kind.startsWith('exposure')))('$title', ({ unit, ...one }) => {
    const model = npGuardModel(unit, one.dir);
    const focus = focusOf(one.file, new Set(model.workloads.map(({ namespace }) => namespace)));
    const rows = focusedExposures(npGuardExposures(model), focus);
    const cells = (of: string): Cells[] => rows.filter(({ direction }) => direction === of).map(({ src, dst, allowed, names }) => [
      ...(of === 'egress' ? [npGuardEnd(src), npGuardEnd(dst)] : [npGuardEnd(dst), npGuardEnd(src)]),
      ...(focus.port === undefined ? [withNames(npGuardPorts(allowed), names, allowed)] : []),
    ]);
    const report = reportOf(unit, one);
    expect(canonical(cells('egress'))).toEqual(canonical(report.egress));
    expect(canonical(cells('ingress'))).toEqual(canonical(report.ingress));
    if (!one.file.endsWith('.txt') || focus.port !== undefined) return;
    const open = unprotected(model).map(({ label, direction }) => ({ label, text: `${label} is not protected on ${direction === 'egress' ? 'Egress' : 'Ingress'}`, direction }))
      .filter(({ label, direction }) => (!focus.workloads || isAnyOf(focus.workloads)({ name: label })) && (focus.direction ?? direction) === direction);
    expect(open.map(({ text }) => text).sort()).toEqual([...report.unprotected].sort());
  });
});

describeWithFacts(ROOT)('netpol-analyzer, of two sets', () => {
  test.each(expected.filter(({ kind }) => kind === 'diff'))('$title', ({ unit, ...one }) => {
    const [, after, before] = /diff_between_(.*)_and_(.*)\./.exec(one.file)!;
    const [old, now] = [npGuardModel(unit, before), npGuardModel(unit, after)];
    const rows = npGuardChanges(old, now).map(({ type, src, dst, before: ref1, after: ref2, info }): Cells =>
      [type, npGuardEnd(src), npGuardEnd(dst), npGuardPorts(ref1.allowed), npGuardPorts(ref2.allowed), info]);
    expect(canonical(rows, 1)).toEqual(canonical(reportOf(unit, one).diff, 1));
  });
});

describeWithFacts(ROOT)('Units without an expected output', () => {
  // Of this one netpol-analyzer has explanations alone, which the fixtures leave out: nothing is wrong with it.
  const valid = ['anp_banp_explain_demo_2'];

  test.each(units().filter(({ expected: list }) => list.length === 0))('$unit', ({ unit, dirs }) => {
    expect(dirs.flatMap((dir) => problemsOf(unit, dir)).length > 0).toBe(!valid.includes(unit));
  });
});
