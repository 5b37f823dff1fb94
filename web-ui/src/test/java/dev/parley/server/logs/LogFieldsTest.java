package dev.parley.server.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.logging.json.runtime.JsonFormatter;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

class LogFieldsTest {
    private static final String PROMPT = "3f2b8c1e-5a0d-4d6b-9a57-0c9f6f1f2a34";
    private static final String EPISODE = "9a57c1e0-5a0d-4d6b-8c1e-0c9f6f1f2a35";

    @Test
    void lineAboutAnEpisodeHasItsIdsAsFields() throws Exception {
        JsonNode line = json("episode %s of prompt %s is RUNNING", EPISODE, PROMPT);
        assertThat(line.path("mdc").path("episodeId").asText()).isEqualTo(EPISODE);
        assertThat(line.path("mdc").path("promptId").asText()).isEqualTo(PROMPT);
        assertThat(line.path("message").asText())
                .isEqualTo("episode " + EPISODE + " of prompt " + PROMPT + " is RUNNING");
    }

    @Test
    void tokensAndAddressesOfPeopleAreTakenOut() throws Exception {
        for (String secret : new String[] {
            "Authorization: Bearer abcdefghijklmnop",
            "token plu1.AAAAaaaa_-09",
            "https://store/x?X-Amz-Signature=0123456789abcdef",
            "from 203.0.113.9:5123",
            "from 2001:db8:0:1:2:3:4:5"
        }) {
            String said = json("refused: %s", secret).path("message").asText();
            assertThat(said)
                    .containsAnyOf("(hidden)", "(address)")
                    .doesNotContain("abcdefghijklmnop", "plu1.A", "0123456789abcdef", "203.0.113", "2001:db8");
        }
    }

    @Test
    void whatIsNoSecretStays() throws Exception {
        String said = "listening on 127.0.0.1:8080, PostgreSQL 14.22, at 12:34:56, 0.0.0.0";
        assertThat(json("%s", said).path("message").asText()).isEqualTo(said);
    }

    private static JsonNode json(String format, Object... parameters) throws Exception {
        ExtLogRecord record =
                new ExtLogRecord(Level.INFO, format, ExtLogRecord.FormatStyle.PRINTF, LogFieldsTest.class.getName());
        record.setParameters(parameters);
        assertThat(new LogFields().isLoggable(record)).isTrue();
        return new ObjectMapper().readTree(new JsonFormatter().format(record));
    }
}
