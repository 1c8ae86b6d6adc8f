/*
 * Homes of the default tier lie in memory where the system has such a place: its thousands of small writes, each
 * brought to the disk before the next, are the longest wait of a busy machine. The deep tier writes to the disk.
 * Loaded before every test file.
 */
import { chmodSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const place = '/dev/shm';
/** In bytes, for all workers together; six megabytes at a time are in use (2026-11-29). */
const room = 2 ** 28;

/** A container may have little room there, or start no program from there. */
function isFit(): boolean {
  try {
    const { bavail, bsize } = statfsSync(place);
    if (bavail * bsize < room) return false;
    const folder = mkdtempSync(join(place, 'cgw-fit-'));
    const script = join(folder, 'script');
    writeFileSync(script, '#!/bin/sh\n');
    chmodSync(script, 0o700);
    const { success } = Bun.spawnSync([script]);
    rmSync(folder, { recursive: true });
    return success;
  } catch {
    return false;
  }
}

if (process.env.TMPDIR === undefined && isFit()) process.env.TMPDIR = place;
