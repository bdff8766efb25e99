import * as path from 'node:path';
import { type ApiObject, type App, Chart, Names, YamlOutputType } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { isRecord, type Manifest } from '../manifest/manifest';
import type { RenderedObject } from './rendered-object';
import { prepare, type PreparedDocument } from './yaml-writer';

/** A file to be written, and the documents in it. */
interface ManifestFile {
  readonly path: string;
  readonly documents: readonly PreparedDocument[];
}

/** What a synth leaves on disk. */
export interface ManifestFiles {
  readonly folders: readonly string[];
  readonly files: readonly ManifestFile[];
}

/** A chart and its objects. */
interface EmittedChart {
  readonly name: string;
  readonly emitted: readonly Emitted[];
}

/** An object of a chart, its final JSON, and that as a document. */
interface Emitted {
  readonly object: ApiObject;
  readonly json: Manifest;
  readonly document: PreparedDocument;
}

/**
 * Whether cdk8s writes the objects of a tree in the order in which they stand, each with its chart, as the chart class of
 * cdk8s renders it. Dependencies, and charts in charts, change order and file names.
 */
export function isOrderly(constructs: readonly IConstruct[]): boolean {
  return constructs.every((construct) => construct.node.dependencies.length === 0
    && (!Chart.isChart(construct) || isPlainChart(construct as Chart)));
}

function isPlainChart(chart: Chart): boolean {
  return chart.toJson === Chart.prototype.toJson && chart.node.scopes.filter((scope) => Chart.isChart(scope)).length === 1;
}

/**
 * The files that cdk8s writes for an orderly app, in its order, ready to be written; undefined for a type of output that is
 * not known here.
 *
 * @throws where an object cannot be written as YAML
 */
export function manifestFiles(app: App, objects: readonly RenderedObject[]): ManifestFiles | undefined {
  const { outdir, outputFileExtension, yamlOutputType } = app;
  const byChart = groupByChart(objects);
  const charts = app.charts.map((chart) => ({ name: Names.toDnsLabel(chart), emitted: (byChart.get(chart) ?? []).map(emit) }));
  const files = filesOf(charts, yamlOutputType, (documents, name, folder = '') =>
    ({ path: path.join(outdir, folder, `${name}${outputFileExtension}`), documents }));
  const inFolders = yamlOutputType === YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE;
  return files && { folders: [outdir, ...inFolders ? charts.map(({ name }) => path.join(outdir, name)) : []], files };
}

function filesOf(
  charts: readonly EmittedChart[], type: YamlOutputType,
  file: (documents: PreparedDocument[], name: string, folder?: string) => ManifestFile,
): ManifestFile[] | undefined {
  const documentsOf = ({ emitted }: EmittedChart): PreparedDocument[] => emitted.map(({ document }) => document);
  switch (type) {
    case YamlOutputType.FILE_PER_APP:
      return charts.length === 0 ? [] : [file(charts.flatMap(documentsOf), 'app')];
    case YamlOutputType.FILE_PER_CHART:
      return charts.map((chart) => file(documentsOf(chart), chart.name));
    case YamlOutputType.FILE_PER_RESOURCE:
      return charts.flatMap(({ emitted }) =>
        emitted.map(({ json, document }) => file([document], nameOf(json.kind, json.metadata))));
    case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE:
      return charts.flatMap(({ name, emitted }) =>
        emitted.map(({ object, document }) => file([document], nameOf(object.kind, object.metadata), name)));
    default:
      return undefined;
  }
}

function groupByChart(objects: readonly RenderedObject[]): Map<Chart, RenderedObject[]> {
  const byChart = new Map<Chart, RenderedObject[]>();
  for (const rendered of objects) {
    const list = byChart.get(rendered.object.chart);
    if (list) list.push(rendered);
    else byChart.set(rendered.object.chart, [rendered]);
  }
  return byChart;
}

function emit({ object, json }: RenderedObject): Emitted {
  try {
    return { object, json, document: prepare(json) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`[${object.node.path}] the object cannot be written as YAML (${why}); `
      + 'make its fields plain JSON: text, numbers, booleans, lists and objects');
  }
}

/** Name of the file of one object, as cdk8s builds it. */
function nameOf(kind: unknown, metadata: unknown): string {
  const name = isRecord(metadata) ? metadata.name : undefined;
  return `${String(kind)}.${String(name)}`.replace(/[^0-9a-zA-Z-_.]/g, '');
}
