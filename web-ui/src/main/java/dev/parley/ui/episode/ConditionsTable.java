package dev.parley.ui.episode;

import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableRow;
import dev.parley.ui.parts.Layout;
import java.util.Map;
import org.jboss.logging.Logger;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** The values of the scene's varied factors, as the station reported them. */
final class ConditionsTable extends NativeDetails {
    private static final Logger LOG = Logger.getLogger(ConditionsTable.class);
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /** @param conditions JSON object of factor name to value */
    ConditionsTable(String conditions) {
        super("Conditions of this table");
        addClassName("more");
        NativeTable table = new NativeTable();
        try {
            for (Map.Entry<String, JsonNode> factor : JSON.readTree(conditions).properties()) {
                NativeTableCell value = new NativeTableCell(factor.getValue().asString());
                value.addClassName("mono");
                table.getBody().add(new NativeTableRow(new NativeTableCell(factor.getKey()), value));
            }
        } catch (JacksonException e) {
            LOG.warn("stored conditions are not JSON", e);
            setContent(Layout.text("s sub in", "The conditions of this episode could not be read."));
            return;
        }
        setVisible(table.getBody().getRowCount() > 0);
        setContent(Layout.div("in conditions", table));
    }
}
