import { regionModels, regionVariable } from '../backends/google.ts';
import type { Environment } from '../base/io.ts';

/** The region of a model on Vertex: its own (`VERTEX_REGION_…`), else `CLOUD_ML_REGION`, else us-east5. */
export function vertexRegionOf(model: string, environment: Environment): string {
  // `claude-opus-4-5` is also the beginning of nothing else’s name, but `claude-opus-4` of many: the longest counts.
  const known = regionModels
    .filter(each => model.startsWith(each))
    .sort((one, other) => other.length - one.length)[0];
  const variable = known === undefined ? undefined : regionVariable(known);
  const own = variable === undefined ? undefined : environment[variable];
  return own || environment.CLOUD_ML_REGION || 'us-east5';
}
