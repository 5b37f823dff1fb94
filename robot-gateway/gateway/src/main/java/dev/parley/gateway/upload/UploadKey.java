package dev.parley.gateway.upload;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;

/** One artifact of one attempt. */
record UploadKey(EpisodeId episode, Fence fence, String name) {}
