import packageFile from '../package.json' with { type: 'json' };
import { platformPackage } from './npm-packages.ts';
import { type TargetName, targets } from './targets.ts';

const { version, description, license } = packageFile;
const homepage = 'https://www.npmjs.com/package/cgw';

/** SHA-256 of each target’s package for npm, in hexadecimal. */
export type Checksums = Readonly<Partial<Record<TargetName, string>>>;

/** Where npm’s registry serves a target’s package: every other way of installing takes the program from there too. */
function address(target: TargetName): string {
  const name = platformPackage(target);
  return `https://registry.npmjs.org/${name}/-/${name}-${version}.tgz`;
}

/** The formula for Homebrew. */
export function formula(checksums: Checksums): string {
  const source = (target: TargetName) =>
    `      url "${address(target)}"\n      sha256 "${checksums[target] ?? ''}"`;
  return `class Cgw < Formula
  desc "${description}"
  homepage "${homepage}"
  version "${version}"
  license "${license}"

  on_macos do
    on_arm do
${source('darwin-arm64')}
    end
    on_intel do
${source('darwin-x64')}
    end
  end

  on_linux do
    on_arm do
${source('linux-arm64')}
    end
    on_intel do
${source('linux-x64')}
    end
  end

  def install
    bin.install "cgw"
    man1.install "cgw.1"
    generate_completions_from_executable(bin/"cgw", "completion", shells: [:bash, :zsh, :fish])
  end

  test do
    assert_equal "cgw #{version}", shell_output("#{bin}/cgw --version").strip
  end
end
`;
}

/** The manifest for Scoop. */
export function scoopManifest(checksums: Checksums): string {
  const source = (target: TargetName) => ({ url: address(target), hash: checksums[target] ?? '' });
  const manifest = {
    version,
    description,
    homepage,
    license,
    architecture: { '64bit': source('win32-x64'), arm64: source('win32-arm64') },
    extract_dir: 'package',
    bin: targets['win32-x64'].executable,
    checkver: { url: 'https://registry.npmjs.org/cgw/latest', jsonpath: '$.version' },
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** `install.sh` of a release: the template with the version and the checksums in it. */
export function installer(template: string, checksums: Checksums): string {
  const lines = Object.entries(checksums).map(([target, checksum]) => `${checksum} ${target}`);
  return template.replace('@version@', version).replace('@checksums@', lines.join('\n'));
}
