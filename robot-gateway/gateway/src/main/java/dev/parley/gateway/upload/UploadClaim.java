package dev.parley.gateway.upload;

/** What the sender says of an upload: where its bytes begin, and how long and what the whole will be. */
record UploadClaim(long offset, long length, String sha256, String contentType) {}
