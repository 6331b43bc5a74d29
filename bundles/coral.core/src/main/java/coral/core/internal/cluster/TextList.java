// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.cluster;

import coral.core.internal.cluster.Faults.At;
import coral.core.internal.cluster.Faults.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.tomlj.TomlArray;

/** Reads a list of scalars, each with its own place. */
final class TextList {
    private TextList() {}

    /** The entries that are right; the others are told. */
    static List<Text> of(Faults faults, TomlArray array, String key, Predicate<Object> isRight, String allowed) {
        List<Text> texts = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            Object one = array.get(i);
            At at = new At(array.inputPositionOf(i).line(), key, Shown.of(one));
            if (isRight.test(one)) {
                texts.add(new Text(at, one.toString()));
            } else {
                faults.add(Kind.WRONG_TYPE, at, "has an entry that is " + Shown.type(one) + "; " + allowed);
            }
        }
        return texts;
    }
}
