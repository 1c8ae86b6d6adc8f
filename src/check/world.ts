import type { BackendId } from '../env/backend-ids.ts';
import type { ProbeWorld, RequestFormat } from './request.ts';

/** The clouds know tool search by a beta of its own (observed). */
export function worldFor(backend: BackendId, nonce: string = crypto.randomUUID()): ProbeWorld {
  const cloud = /bedrock|vertex|mantle/.test(backend);
  return {
    nonce,
    format: formatOf(backend),
    toolSearchBeta: cloud ? 'tool-search-tool-2025-10-19' : 'advanced-tool-use-2025-11-20',
  };
}

function formatOf(backend: BackendId): RequestFormat {
  if (backend === 'bedrock' || backend === 'gateway-bedrock') return 'bedrock';
  return backend === 'vertex' || backend === 'gateway-vertex' ? 'vertex' : 'anthropic';
}
