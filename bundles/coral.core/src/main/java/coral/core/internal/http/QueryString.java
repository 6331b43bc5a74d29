// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import coral.core.posix.Names;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes a query apart without losing a byte: names of files need not be UTF-8. */
final class QueryString {
    private static final int MOST = 200;

    private QueryString() {}

    /** Values by name, in order; escaped bytes that are no UTF-8 are as {@link Names} has them. */
    static Map<String, List<String>> parse(String query) throws Refusal {
        Map<String, List<String>> values = new LinkedHashMap<>();
        String[] pairs = query.isEmpty() ? new String[0] : query.split("&", MOST + 1);
        if (pairs.length > MOST) {
            throw Refusal.bad("CORAL-HTTP-009", "the query has more than " + MOST + " values");
        }
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            values.computeIfAbsent(decode(name), key -> new ArrayList<>())
                    .add(equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
        return values;
    }

    static String decode(String text) throws Refusal {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                bytes.write(escaped(text, i));
                i += 2;
            } else if (c == '+') {
                bytes.write(' ');
            } else if (c < 0x80) {
                bytes.write(c);
            } else {
                throw Refusal.bad("CORAL-HTTP-009", "the query has a character that must be escaped: " + (int) c);
            }
        }
        return Names.decode(bytes.toByteArray());
    }

    private static int escaped(String text, int at) throws Refusal {
        // Not Character.isDigit: it knows the digits of every script.
        if (at + 2 >= text.length()
                || !HexFormat.isHexDigit(text.charAt(at + 1))
                || !HexFormat.isHexDigit(text.charAt(at + 2))) {
            throw Refusal.bad("CORAL-HTTP-009", "the query has a '%' that two hexadecimal digits do not follow");
        }
        return HexFormat.fromHexDigits(text, at + 1, at + 3);
    }
}
