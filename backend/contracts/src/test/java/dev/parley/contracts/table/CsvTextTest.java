package dev.parley.contracts.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTextTest {
    @Test
    void cellsAreQuotedWhereTheyNeedIt() {
        assertThat(CsvText.line(Arrays.asList("plain", "a,b", "say \"go\"", "two\nlines", null, 7)))
                .isEqualTo("plain,\"a,b\",\"say \"\"go\"\"\",\"two\nlines\",,7\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+49 123", "-2", "@SUM(A1)", "\tx"})
    void textThatASpreadsheetWouldTakeForAFormulaGetsAnApostrophe(String text) {
        assertThat(CsvText.line(List.of(text))).isEqualTo("'" + text + "\r\n");
    }

    @Test
    void formulaBehindALineBreakOrWithACommaIsQuotedBesides() {
        assertThat(CsvText.line(List.of("\r=1", "\n=1", "=HYPERLINK(\"x\",\"y\")")))
                .isEqualTo("\"'\r=1\",\"'\n=1\",\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"\r\n");
    }

    @Test
    void numbersStayNumbersAndWhatIsHarmlessStaysAsItIs() {
        assertThat(CsvText.line(List.of(-2, -0.5, 3L, true, "a=b", "5-3", "")))
                .isEqualTo("-2,-0.5,3,true,a=b,5-3,\r\n");
    }
}
