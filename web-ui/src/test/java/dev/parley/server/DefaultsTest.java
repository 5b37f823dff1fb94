package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.InputStream;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** One file tells every default; the code's own must not say something else. */
class DefaultsTest {
    @Test
    void everyDefaultInTheCodeIsInTheCommentedFileWithTheSameValue() throws Exception {
        Properties file = new Properties();
        try (InputStream in = DefaultsTest.class.getResourceAsStream("/application.properties")) {
            file.load(in);
        }
        Map<String, String> wrong = new TreeMap<>();
        for (JavaClass mapping : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.parley")
                .that(annotated())) {
            ConfigMappings.getProperties(ConfigClass.configClass(mapping.reflect()))
                    .forEach((key, property) -> {
                        // Addresses of services are empty or filled in by the server itself.
                        if (property.hasDefaultValue() && !key.endsWith("url")) {
                            String written = file.getProperty(key);
                            if (!property.getDefaultValue().equals(written)) {
                                wrong.put(
                                        key, property.getDefaultValue() + " in the code, " + written + " in the file");
                            }
                        }
                    });
        }
        assertThat(wrong).isEmpty();
    }

    private static DescribedPredicate<JavaClass> annotated() {
        return DescribedPredicate.describe("are settings", type -> type.isAnnotatedWith(ConfigMapping.class));
    }
}
