import { type ModelTable, modelTableOf } from '../backends/default-models.ts';
import type { Profile } from '../backends/profile.ts';
import { profileFields } from '../backends/profile.ts';
import { type Cell, type Column, distinct, type Evidence, marks, type Support } from './cell.ts';
import { type FeatureId, featureIds, features, recordOf } from './features.ts';
import { levers } from './levers.ts';
import type { Versions } from './measured.ts';
import { cellsOfProduct } from './products/products.ts';
import { type Routes, routesOf } from './route-of.ts';
import { autoModeBilled, noticesUncached, ownCheck, startUncached } from './routes/shared/gateway.ts';
import { columnAt, type RouteId } from './routes.ts';
import { settingLosses } from './setting-losses.ts';

/** What `cgw check` found out about one feature of a profile. */
export type CheckResult = {
  readonly feature: FeatureId;
  readonly state: Support;
  /** What was seen; empty when there is nothing to add. */
  readonly why: string;
  /** When, as an ISO date and time. */
  readonly at: string;
  /** What was measured, e.g. `LiteLLM 1.110.2`. */
  readonly versions: string;
};

/** One route as it stands, or what several have in common. */
function columnOfRoutes(ids: Routes, versions: Versions): Column {
  const [first, ...rest] = ids;
  const column = columnAt(first, versions);
  if (rest.length === 0) return column;
  return recordOf(featureIds, id => {
    const cells = ids.map(route => ({ route, cell: columnAt(route, versions)[id] }));
    const agree = cells.every(({ cell }) => cell.state === column[id].state);
    return agree ? column[id] : dependingCell(column[id], cells);
  });
}

type OnRoute = { readonly route: RouteId; readonly cell: Cell };

/** The routes disagree, so it is not known: what each has is said, with the evidence of all. */
function dependingCell(first: Cell, onRoutes: readonly OnRoute[]): Cell {
  const cells = onRoutes.map(({ cell }) => cell);
  const upstreams = onRoutes.map(({ route }) => upstreamOf(route));
  const worst = cells.find(cell => cell.state === 'none') ?? cells.find(cell => cell.state !== 'full');
  return {
    state: 'unknown',
    loss: worst?.loss ?? '',
    why: `depends on what is behind the gateway: ${whichHave(onRoutes)}`,
    lever: `${levers.upstream}${upstreams.join('|')}`,
    upstreams,
    evidence: distinct([...first.evidence, ...cells.flatMap(cell => cell.evidence)]),
  };
}

/** `full: anthropic, vertex; none: bedrock-converse`, from the most to the least. */
function whichHave(onRoutes: readonly OnRoute[]): string {
  const order: readonly Support[] = ['full', 'partial', 'none', 'unknown'];
  const stated = order.map(state => [state, onRoutes.filter(({ cell }) => cell.state === state)] as const);
  return stated
    .filter(([, those]) => those.length > 0)
    .map(
      ([state, those]) => `${marks[state].word}: ${those.map(({ route }) => upstreamOf(route)).join(', ')}`,
    )
    .join('; ');
}

/** What a profile’s `upstream` says for a route of LiteLLM. */
function upstreamOf(id: RouteId): string {
  return id.replace(/^litellm-unified-/, '');
}

/** A cell of a profile’s own column; `changedBy` says what makes it differ from its route, or null. */
export type ProfileCell = Cell & { readonly changedBy: string | null };

export type ProfileColumn = { readonly [Id in FeatureId]: ProfileCell };

/** A profile, what was measured of it, and the models of the installed Claude Code. */
export type ColumnSource = {
  readonly profile: Profile;
  readonly checks?: readonly CheckResult[];
  readonly models?: ModelTable;
  /** Of the installed Claude Code, and of the LiteLLM that was checked; what is not known counts as the newest. */
  readonly versions?: Versions;
};

/**
 * What a profile costs, as every screen and command shows it: the column of its route, with what its product decides over it, less
 * what its own settings take, with measured results on top. Pure.
 * A measured result replaces the state, and is never merged with what is documented.
 */
export function columnOf({
  profile,
  checks = [],
  models = modelTableOf(undefined),
  versions = {},
}: ColumnSource): ProfileColumn {
  const routes = routesOf(profile);
  const ofProduct = cellsOfProduct(profile, routes);
  const column = { ...columnOfRoutes(routes, versions), ...ofProduct };
  const losses = settingLosses(profile, models);
  return recordOf(featureIds, id => {
    const cell = column[id];
    const measured = checks.find(check => check.feature === id);
    const limited = ofProduct[id]?.state === 'partial';
    const loss = losses.find(each => each.feature === id && !(each.general && limited));
    // A check measures the way to the model; what Claude Code does not ask for is lost all the same.
    if (measured !== undefined && (loss === undefined || !takesFrom(loss.cell, measured)))
      return measuredCell(cell, measured);
    if (loss !== undefined && (measured ?? cell).state !== 'none')
      return { ...loss.cell, changedBy: loss.by };
    // The setting is the lever of a cell that has nothing to lose, or does the same: what it costs is what there is to say.
    if (loss !== undefined && (isSetIn(cell.lever, profile) || cell.lever === levers.toolSearchOff))
      return { ...loss.cell, lever: null, changedBy: loss.by };
    if (!isSetIn(cell.lever, profile)) return { ...cell, changedBy: null };
    const left = onceSet(id, cell);
    return { ...cell, ...left, lever: null, changedBy: left === undefined ? null : cell.lever };
  });
}

type Left = Pick<Cell, 'state' | 'loss' | 'why'>;

const asked = 'this profile asks for it';
const nothingLost: Left = { state: 'full', loss: '', why: asked };

/** With these nothing of a feature is lost any more. */
const bringsAll: readonly string[] = [levers.quiet, levers.longOutput, levers.noIdleLimit];

/** With these Claude Code asks for it; the rest is with the server, of which the cell’s reason speaks. */
const asks: readonly string[] = [levers.fastCheck, levers.askForAdvisor, levers.toolStreaming];

/**
 * What is left of a cell once the profile has what its lever asks for: what is said to be lost until then no longer is.
 * Undefined: as much as before.
 */
function onceSet(id: FeatureId, { state, loss, why, lever }: Cell): Left | undefined {
  if (lever === null) return undefined;
  if (bringsAll.includes(lever)) return nothingLost;
  if (state !== 'partial') return undefined;
  if (id === 'model-aliases' && lever === levers.aliases)
    return { ...nothingLost, why: 'this profile names the models that they stand for' };
  if (asks.includes(lever)) return { state, loss: 'Only where the server has it', why };
  if (lever === levers.moreOutput) return { state, loss: 'Only as much as the model gives', why: asked };
  if (lever === ownCheck) return { state, loss: autoModeBilled.loss, why: asked };
  if (loss === startUncached.loss) return { state, loss: noticesUncached.loss, why };
  return undefined;
}

function takesFrom({ state }: Cell, measured: CheckResult): boolean {
  if (state === 'none') return measured.state !== 'none';
  return state === 'partial' && measured.state === 'full';
}

function measuredCell({ upstreams, ...cell }: Cell, check: CheckResult): ProfileCell {
  const evidence: Evidence = {
    kind: 'measured',
    source: `cgw check, ${check.at.slice(0, 16).replace('T', ' ')} UTC`,
    checked: check.at.slice(0, 10),
    versions: check.versions,
  };
  const why = check.why === '' ? cell.why : check.why;
  const loss = check.state === 'full' ? '' : cell.loss || 'It did not work when it was measured';
  return {
    ...cell,
    state: check.state,
    why,
    loss,
    lever: upstreams === undefined ? cell.lever : null,
    evidence: [evidence, ...cell.evidence],
    changedBy: evidence.source,
  };
}

/**
 * Whether a profile already has what a lever asks for: `cacheTtl=1h`, or `models.default=…[1m]`, where `…` stands
 * for any text. A lever that is not a field of a profile is never set in one.
 */
function isSetIn(lever: string | null, profile: Profile): boolean {
  if (lever === null) return false;
  const held = new Map(profileFields(profile).map(({ path, value }) => [path, spelled(value)]));
  return lever.split(', ').every(wish => {
    const [, path, pattern] = /^([a-zA-Z][\w.]*)=(.+)$/.exec(wish) ?? [];
    const value = path === undefined ? undefined : held.get(path);
    // Without a model of its own the main conversation asks for one of the aliases.
    if (value === undefined && path === 'models.default' && pattern !== undefined && pattern !== '…')
      return ['models.opus', 'models.sonnet'].every(alias => matches(held.get(alias) ?? '', pattern));
    return value !== undefined && pattern !== undefined && matches(value, pattern);
  });
}

function spelled(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return typeof value === 'string' ? value : '';
}

function matches(value: string, pattern: string): boolean {
  const [before = '', after] = pattern.split('…');
  return after === undefined ? value === pattern : value.startsWith(before) && value.endsWith(after);
}

/** A column as `--json` shows it: every feature with what is known of it. */
export function columnJson(column: ProfileColumn): object[] {
  return featureIds.map(id => ({
    id,
    title: features[id].title,
    side: features[id].side,
    ...cellJson(column[id]),
  }));
}

function cellJson({ state, loss, why, shows = 'silent', lever, changedBy, evidence }: ProfileCell): object {
  return { state, loss, why, shows, lever, changedBy, evidence };
}
