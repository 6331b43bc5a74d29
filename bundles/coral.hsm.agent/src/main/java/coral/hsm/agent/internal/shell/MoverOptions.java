// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.shell;

import coral.hsm.mover.MoverOption;
import coral.hsm.mover.MoverType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UnmatchedArgsBinding;
import picocli.CommandLine.ParameterException;

/**
 * The {@code --KEY VALUE} pairs of an archive, whose keys the mover types bring. Those of all types that are here are
 * options with a help text; others are kept as well, so that the type can say which are allowed.
 */
final class MoverOptions {
    private final Map<String, String> known = new TreeMap<>();
    private final List<String> unmatched = new ArrayList<>();

    /** Gives the command the keys of {@code types} as options. */
    static CommandSpec spec(CommandSpec spec, MoverOptions options, List<MoverType> types) {
        for (MoverType type : types) {
            for (MoverOption option : type.options()) {
                if (!spec.optionsMap().containsKey("--" + option.key())) {
                    spec.addOption(options.option(type, option));
                }
            }
        }
        spec.addUnmatchedArgsBinding(UnmatchedArgsBinding.forStringArrayConsumer(new ISetter() {
            @Override
            public <T> T set(T value) {
                // Called with null before each parse.
                if (value instanceof String[] words) {
                    options.unmatched.addAll(List.of(words));
                }
                return value;
            }
        }));
        return spec;
    }

    /** All pairs; values of unknown keys may be given as {@code --key value} or {@code --key=value}. */
    Map<String, String> given(Function<String, ParameterException> usage) {
        Map<String, String> all = new TreeMap<>(known);
        for (int i = 0; i < unmatched.size(); i++) {
            String word = unmatched.get(i);
            if (!word.startsWith("--") || word.length() == 2) {
                throw usage.apply("unmatched argument: '" + word + "'");
            }
            int equals = word.indexOf('=');
            boolean valueFollows = equals < 0
                    && i + 1 < unmatched.size()
                    && !unmatched.get(i + 1).startsWith("--");
            String key = equals < 0 ? word.substring(2) : word.substring(2, equals);
            all.put(key, equals < 0 ? "" : word.substring(equals + 1));
            i += valueFollows ? 1 : 0;
        }
        return all;
    }

    private OptionSpec option(MoverType type, MoverOption option) {
        String otherwise =
                option.defaultValue().map(value -> " [" + value + "]").orElse("");
        return OptionSpec.builder("--" + option.key())
                .paramLabel("VALUE")
                .type(String.class)
                .description(escaped(type.name() + ": " + option.description() + otherwise))
                .setter(new ISetter() {
                    @Override
                    public <T> T set(T value) {
                        if (value instanceof String text) {
                            known.put(option.key(), text);
                        }
                        return value;
                    }
                })
                .build();
    }

    private static String escaped(String description) {
        return description.replace("%", "%%");
    }
}
