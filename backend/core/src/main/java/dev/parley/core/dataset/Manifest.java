package dev.parley.core.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.core.dataset.archive.ArchiveWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a data set is, how it came about, and the digest of each of its files: {@code manifest.json}, which is the archive's last file. */
final class Manifest {
    private static final ObjectWriter JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build()
            .writer();

    private Manifest() {}

    /**
     * As JSON.
     *
     * @param leftOut why episodes that fitted the filter are not in it, and how many
     */
    static String of(DatasetData dataset, long episodes, Map<String, Long> leftOut, List<ArchiveWriter.Part> parts) {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("dataset", dataset.id().toString());
        manifest.put("version", dataset.number());
        manifest.put("format", dataset.format().wireName());
        manifest.put("asOf", dataset.asOf().toString());
        manifest.put("filter", dataset.filter().told());
        manifest.put("episodes", episodes);
        manifest.put("leftOut", leftOut);
        manifest.put(
                "split",
                Map.of(
                        "heldOut", "one family of prompts in five, never in training data",
                        "rule",
                                "the first 32 bits of SHA-256(\"parley-held-out-1:\" + family), unsigned, are below 858993459"));
        manifest.put("licence", Map.of("id", Citation.LICENCE, "url", Citation.LICENCE_URL));
        manifest.put("citation", Citation.of(dataset, episodes));
        manifest.put(
                "files",
                parts.stream()
                        .map(part -> {
                            Map<String, Object> file = new LinkedHashMap<>();
                            file.put("path", part.path());
                            file.put("bytes", part.bytes());
                            file.put("sha256", part.sha256());
                            return file;
                        })
                        .toList());
        try {
            return JSON.writeValueAsString(manifest);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers are JSON", e);
        }
    }
}
