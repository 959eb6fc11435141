package io.podagra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.podagra.cli.settings.SettingsFile;
import io.podagra.cli.settings.StudySettings;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigCommandTest {
    /** The printed defaults are words; these are the numbers they must not depart from. */
    @Test
    void printsEverySettingWithTheValueItHasInTheCode() throws IOException {
        StudySettings defaults = SettingsFile.read(StudySettings.defaults(), List.of(), Map.of());
        YAMLMapper yaml = new YAMLMapper();

        JsonNode printed = yaml.readTree(ConfigCommand.defaultSettings());

        assertThat(printed).isEqualTo(yaml.readTree(SettingsFile.write(defaults)));
    }
}
