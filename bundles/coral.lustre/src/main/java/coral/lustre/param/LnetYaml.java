// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** YAML as {@code lnetctl} prints it, as plain values that nobody changes. */
final class LnetYaml {
    private static final int MAX_BYTES = 32 << 20;
    private static final int MAX_DEPTH = 50;

    private LnetYaml() {}

    static List<Map<String, Object>> documents(Slice text) throws ParamFormatException {
        if (text.length() > MAX_BYTES) {
            throw tooMuch("has more than " + MAX_BYTES + " bytes");
        }
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(MAX_BYTES)
                .setMaxAliasesForCollections(0)
                .setAllowDuplicateKeys(true)
                .build();
        // A "!" alone is no tag of a type: lnetctl writes it before its messages.
        String yaml = text.text().replace(": ! ", ": ");
        try {
            checkDepth(settings, yaml);
            return maps(new Load(settings).loadAllFromString(yaml));
        } catch (YamlEngineException | IllegalArgumentException e) {
            throw new ParamFormatException("CORAL-LUSTRE-103", "lnetctl's output is no YAML: " + e.getMessage(), e);
        }
    }

    private static ParamFormatException tooMuch(String what) {
        return new ParamFormatException("CORAL-LUSTRE-104", "lnetctl's output " + what);
    }

    /** The library makes values by recursion; its events come without. */
    private static void checkDepth(LoadSettings settings, String yaml) throws ParamFormatException {
        int depth = 0;
        for (Event event : new Parse(settings).parseString(yaml)) {
            depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
            if (depth > MAX_DEPTH) {
                throw tooMuch("is nested deeper than " + MAX_DEPTH);
            }
        }
    }

    private static List<Map<String, Object>> maps(Iterable<Object> documents) throws ParamFormatException {
        List<Map<String, Object>> maps = new ArrayList<>();
        for (Object document : documents) {
            if (document instanceof Map<?, ?> map) {
                maps.add(frozen(map));
            } else if (document != null) {
                throw new ParamFormatException("CORAL-LUSTRE-103", "lnetctl's output is no map: " + brief(document));
            }
        }
        return maps;
    }

    private static String brief(Object value) {
        String text = String.valueOf(value);
        return text.substring(0, Math.min(80, text.length()));
    }

    private static Map<String, Object> frozen(Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value(value)));
        return Collections.unmodifiableMap(copy);
    }

    private static Object value(Object value) {
        if (value instanceof Map<?, ?> map) {
            return frozen(map);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(LnetYaml::value).toList();
        }
        return value == null ? "" : value;
    }
}
