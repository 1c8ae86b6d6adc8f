import { describe, expect, test } from 'bun:test';
import { cgw, hasWine, setUpWine, start, WindowsHome } from './wine.ts';

setUpWine();

/** Wine hands a pipe of Linux on in a way that Bun cannot read, so cmd opens what is read. */
async function inCmd(line: string, home: WindowsHome) {
  home.write(`${home.folder}\\go.cmd`, `@${line}\r\n`);
  return start(['cmd.exe', '/d', '/c', 'go.cmd'], { home });
}

const program = 'C:\\cgw\\cgw.exe';

describe.if(hasWine)('the Credential Manager of Windows', () => {
  test('keeps a credential that comes on stdin, replaces and deletes it, and refuses what is too long', async () => {
    const home = new WindowsHome();
    home.write(`${home.folder}\\other.txt`, 'sk-other\r\n');
    home.write(`${home.folder}\\replaced.txt`, 'sk-replaced\r\n');
    home.write(`${home.folder}\\long.txt`, `sk-${'x'.repeat(3000)}`);
    const flags = '--from litellm --set baseUrl=https://llm.example.com:4000 --secret token=keychain';
    const add = await inCmd(`${program} add kept ${flags} --secret-stdin token < other.txt`, home);
    expect(add).toMatchObject({ exit: 0 });
    expect(await cgw(['token', 'kept'], { home })).toMatchObject({ exit: 0, stdout: 'sk-other\n' });
    expect(home.read(home.config)).not.toContain('sk-other');
    const replaced = await inCmd(`${program} secret set kept token --stdin < replaced.txt`, home);
    expect(replaced).toMatchObject({ exit: 0 });
    expect(await cgw(['token', 'kept'], { home })).toMatchObject({ exit: 0, stdout: 'sk-replaced\n' });
    const long = await inCmd(`${program} secret set kept token --stdin < long.txt`, home);
    expect(long.exit).toBe(4);
    expect(long.stderr).not.toContain('bug');
    expect(await cgw(['remove', 'kept'], { home })).toMatchObject({ exit: 0 });
    expect(await cgw(['secret', 'check', 'kept', 'token'], { home })).toMatchObject({ exit: 3 });
  });
});
