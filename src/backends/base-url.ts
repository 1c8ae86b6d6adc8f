import { mayBeKey } from '../base/key-looks.ts';
import {
  type AddressFormat,
  formatPaths,
  formats,
  type Host,
  hosts,
  type Product,
  products,
} from './base-url-table.ts';
import type { Profile } from './profile.ts';

/** What is odd about a base URL that a profile may have all the same: an unusual gateway can want it so. */
export type UrlAdvice = {
  /** What is said behind the field’s name. */
  readonly why: string;
  /** What it should rather be; null: no address will do for this backend. */
  readonly corrected: string | null;
  /** The preset that the address as it stands is for, where that is another. */
  readonly preset: string | null;
};

/** The address of Anthropic itself: no gateway. */
export function isAnthropic(url: string): boolean {
  return URL.canParse(url) && new URL(url).host === 'api.anthropic.com';
}

/**
 * What to say of a profile’s base URL before the first request fails, or undefined. Pure.
 * @param example the address in the preset that the profile is made from
 */
export function urlAdvice(profile: Profile, example?: string): UrlAdvice | undefined {
  const { backend, baseUrl } = profile;
  const format: AddressFormat | null = formats[backend];
  if (format === null || typeof baseUrl !== 'string' || !/^https?:/i.test(baseUrl) || !URL.canParse(baseUrl))
    return undefined;
  const url = new URL(baseUrl);
  const place = hosts.find(({ host }) => host.test(url.hostname));
  if (place !== undefined && !place.backends.includes(backend))
    return { why: `is the address of ${place.what}`, corrected: null, preset: place.preset };
  const product = productAt(url, profile);
  const another = place === undefined ? formatOfPath(url, profile, product) : undefined;
  if (another !== undefined && !backend.startsWith('gateway'))
    return {
      why: `is a gateway’s address for the ${another.format} format, and here Claude Code signs in to the cloud itself`,
      corrected: null,
      preset: another.preset,
    };
  const wanted = new URL(url);
  const reasons = [
    ...hostReasons(wanted, place, product),
    ...pathReasons(wanted, { format, place, product, example, another }),
  ];
  if (reasons.length === 0) return undefined;
  const preset = another?.preset ?? null;
  const { shape } = product ?? {};
  return shape === undefined || shape.test.test(plainPath(wanted))
    ? { why: reasons.join('; '), corrected: plainUrl(wanted), preset }
    : { why: `needs a path such as ${shape.example}`, corrected: null, preset };
}

/** The product whose own address it is, else the one that the profile names. */
function productAt(url: URL, { product, backend }: Profile): Product | undefined {
  const here = Object.values(products)
    .flat()
    .filter(each => each.backend === backend);
  const named = typeof product === 'string' && Object.hasOwn(products, product) ? products[product] : [];
  return here.find(each => isOwnHost(url, each)) ?? named?.find(each => here.includes(each));
}

function isOwnHost(url: URL, { own }: Product): boolean {
  return own !== undefined && new URL(own).host === url.host;
}

type FormatPath = (typeof formatPaths)[number];

/**
 * The format that a path is for, where that is not the profile’s own: another one, or the same by a gateway, where the
 * profile asks a cloud. An operator who names his paths himself may name them anyhow.
 */
function formatOfPath(url: URL, { backend }: Profile, product: Product | undefined): FormatPath | undefined {
  if (product !== undefined && product.ends === undefined) return undefined;
  const found = formatPaths.find(({ end }) => end.test(plainPath(url)));
  if (found === undefined || found.backend === backend) return undefined;
  const isSame = formats[found.backend] === formats[backend];
  return isSame && found.backend === 'gateway' ? undefined : found;
}

type Surroundings = {
  readonly format: AddressFormat;
  readonly place: Host | undefined;
  readonly product: Product | undefined;
  readonly example: string | undefined;
  readonly another: FormatPath | undefined;
};

/** Corrects the path, and says why. */
function pathReasons(url: URL, { format, place, product, example, another }: Surroundings): string[] {
  const before = plainPath(url);
  const own = product?.own !== undefined && isOwnHost(url, product) ? product.ends?.[0] : undefined;
  // The vendor’s own address has no other path.
  const exact = place?.path ?? own;
  const ends = exact === undefined ? rightEnds(product, example) : [exact];
  const end = ends[0] ?? '';
  const others = another?.end ?? product?.others;
  const kept = withoutSurplus(before, format, others, ends);
  const isDone = end === '' || ends.some(each => each !== '' && kept.endsWith(each));
  const whole = exact ?? (isDone ? kept : joined(kept, end));
  const where = place?.what ?? product?.title ?? '';
  const reasons = [
    ...(before === kept || whole === before ? [] : [surplusReason(before, kept, format, another)]),
    ...(whole === kept || whole === before ? [] : [misfit(exact ?? end, where)]),
  ];
  if (reasons.length === 0 && isSlashed(url, format))
    reasons.push('has one slash too many, which Claude Code sends on');
  if (reasons.length > 0) url.pathname = whole;
  return reasons;
}

/** The ends that are right for a product; of several the one that the preset has. */
function rightEnds({ ends = [] }: Partial<Product> = {}, example: string | undefined): readonly string[] {
  const asked = example !== undefined && URL.canParse(example) ? plainPath(new URL(example)) : '';
  return asked !== '' && ends.includes(asked) ? [asked] : ends;
}

/** A path without what does not belong to a base URL, as far as an end that does. */
function withoutSurplus(
  path: string,
  { surplus }: AddressFormat,
  others: RegExp | undefined,
  ends: readonly string[],
): string {
  for (let rest = path; ; ) {
    if (ends.some(end => end !== '' && (rest.endsWith(end) || sharedWith(rest, end) > 0))) return rest;
    const shorter = rest.replace(surplus, '');
    const next = shorter !== rest || others === undefined ? shorter : rest.replace(others, '');
    if (next === rest) return rest;
    rest = next;
  }
}

function surplusReason(
  before: string,
  kept: string,
  { appends }: AddressFormat,
  another: FormatPath | undefined,
): string {
  const cut = before
    .slice(kept.length)
    .split('/')
    .map(part => (mayBeKey(part) ? '…' : part))
    .join('/');
  return another === undefined
    ? `ends in ${cut}, to which Claude Code appends ${appends}`
    : `ends in ${cut}, which is for the ${another.format} format`;
}

function misfit(end: string, where: string): string {
  return end === ''
    ? `has a path, and ${where} serves this format without one`
    : `lacks ${end}, where ${where} serves this format`;
}

/** A path with an end, of which it may have the beginning: `/api` and `/api/anthropic`. */
function joined(path: string, end: string): string {
  return [path, ...partsOf(end).slice(sharedWith(path, end))].join('/');
}

/** How many parts of an end a path already ends in. */
function sharedWith(path: string, end: string): number {
  const [have, want] = [partsOf(path), partsOf(end)];
  const isShared = (count: number) => Bun.deepEquals(have.slice(-count), want.slice(0, count));
  return want.findLastIndex((_, index) => isShared(index + 1)) + 1;
}

function partsOf(path: string): string[] {
  return path.split('/').slice(1);
}

/** Two slashes anywhere; at the end only where it matters. */
function isSlashed({ pathname }: URL, { doublesSlash }: AddressFormat): boolean {
  return /\/\/+[^/]/.test(pathname) || (doublesSlash === true && /[^/]\/+$/.test(pathname));
}

/** Corrects host, scheme and port, and says why. */
function hostReasons(url: URL, place: Host | undefined, product: Product | undefined): string[] {
  const reasons: string[] = [];
  const host = place?.rather?.(url.hostname) ?? url.hostname;
  if (host !== url.hostname) {
    reasons.push(`is not the host at which ${place?.what} serves Claude`);
    url.hostname = host;
  }
  if (url.hostname === '0.0.0.0') {
    reasons.push('names 0.0.0.0, at which a server listens but cannot be reached');
    url.hostname = '127.0.0.1';
  }
  const crossed = crossedPorts.find(({ protocol, port }) => url.protocol === protocol && url.port === port);
  if (crossed !== undefined) {
    reasons.push(`says ${crossed.protocol}// at the port of ${crossed.rather}//`);
    url.port = '';
    url.protocol = crossed.rather;
  }
  return [...reasons, ...(product === undefined || !isLocal(url) ? [] : portReasons(url, product))];
}

const crossedPorts = [
  { protocol: 'http:', port: '443', rather: 'https:' },
  { protocol: 'https:', port: '80', rather: 'http:' },
] as const;

function isLocal({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}

/** A server on this machine listens where it always does, without TLS, unless its owner says otherwise. */
function portReasons(url: URL, { title, port }: Product): string[] {
  if (port === undefined) return [];
  const owner = portOwner(Number(url.port));
  const wrong =
    url.port === '' && url.protocol === 'http:'
      ? `has no port, and ${title} listens on ${port}`
      : owner !== undefined && owner !== title
        ? `has the port of ${owner}, and ${title} listens on ${port}`
        : url.protocol === 'https:' && owner === title
          ? `says https, and ${title} speaks plain http on this machine`
          : undefined;
  if (wrong === undefined) return [];
  url.protocol = 'http:';
  url.port = String(port);
  return [wrong];
}

/** The product whose port this is, where it is one product’s alone. */
function portOwner(port: number): string | undefined {
  const titles = new Set(
    Object.values(products)
      .flat()
      .filter(each => each.port === port)
      .map(({ title }) => title),
  );
  return titles.size === 1 ? [...titles][0] : undefined;
}

/** A path without needless slashes; the root is none. */
function plainPath({ pathname }: URL): string {
  return pathname.replace(/\/{2,}/g, '/').replace(/\/$/, '');
}

function plainUrl(url: URL): string {
  return `${url.origin}${plainPath(url)}`;
}
