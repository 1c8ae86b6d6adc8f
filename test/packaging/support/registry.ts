import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { platformManifest, platformPackage } from '../../../packaging/npm-packages.ts';
import { targetNames } from '../../../packaging/targets.ts';

type Manifest = { readonly name: string; readonly version: string; readonly dist: object };

/**
 * A registry on loopback that has the packed packages and nothing else: npm asks it about every target, and may fetch those
 * that were packed.
 */
export class Registry implements Disposable {
  /** The packages of which somebody has fetched the contents. */
  readonly fetched: string[] = [];
  readonly #files = new Map<string, Buffer>();
  readonly #versions = new Map<string, Manifest[]>();
  readonly #server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    fetch: request => this.#answer(new URL(request.url).pathname.slice(1)),
  });

  get url(): string {
    return this.#server.url.href;
  }

  /** Takes up what is in the folder `npm` of a release: from now on it is the newest. */
  publish(release: string): string {
    const folder = join(release, 'npm');
    let newest = '';
    for (const file of readdirSync(folder)) {
      const bytes = readFileSync(join(folder, file));
      // The first file: the rest is not unpacked for it.
      const first = ['--occurrence=1', '-xOzf', join(folder, file), 'package/package.json'];
      const { name, version, ...rest } = JSON.parse(execFileSync('tar', first, { encoding: 'utf8' }));
      this.#files.set(file, bytes);
      this.#add({ name, version, ...rest, dist: this.#dist(file, bytes) });
      newest = version;
    }
    for (const target of targetNames) {
      const file = `${platformPackage(target)}-${newest}.tgz`;
      const notPacked = {
        ...platformManifest(target),
        version: newest,
        dist: this.#dist(file, Buffer.alloc(0)),
      };
      if (!this.#files.has(file)) this.#add(notPacked);
    }
    return newest;
  }

  [Symbol.dispose](): void {
    this.#server.stop(true);
  }

  #add(manifest: Manifest): void {
    this.#versions.set(manifest.name, [...(this.#versions.get(manifest.name) ?? []), manifest]);
  }

  #dist(file: string, bytes: Buffer): object {
    return {
      tarball: new URL(`-/${file}`, this.url).href,
      integrity: `sha512-${createHash('sha512').update(bytes).digest('base64')}`,
    };
  }

  #answer(path: string): Response {
    const file = this.#files.get(basename(path));
    if (file !== undefined) {
      this.fetched.push(basename(path));
      return new Response(new Uint8Array(file));
    }
    const name = decodeURIComponent(path);
    const versions = this.#versions.get(name);
    if (versions === undefined) return new Response('{}', { status: 404 });
    return Response.json({
      name,
      'dist-tags': { latest: versions.at(-1)?.version },
      versions: Object.fromEntries(versions.map(manifest => [manifest.version, manifest])),
    });
  }
}
