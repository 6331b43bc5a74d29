// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coral.core.http.Answer;
import coral.core.http.Content;
import coral.core.http.Field;
import coral.core.http.Operation;
import coral.core.http.Parameter;
import coral.core.posix.Names;
import coral.core.shell.Json;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Whatever comes by HTTP is taken or refused as 4xx, in a message that can be written as JSON. */
class HttpFuzzTest {
    private static final Operation OPERATION = Operation.get("", "Lists.", Content.of(Object.class), r -> Answer.done())
            .inSlices()
            .with(Parameter.query("path", Parameter.Type.NAME, "File."))
            .with(Parameter.DRY_RUN);

    record Wish(
            String action,
            List<String> files,
            @Field(optional = true) @Nullable Long archive,
            @Field(optional = true) @Nullable Boolean dryRun,
            @Field(optional = true) @Nullable Map<String, String> options) {}

    private static final String BODY =
            "{\"action\":\"a\",\"files\":[\"/a\",\"/b\"],\"archive\":3,\"dryRun\":true,\"options\":{\"k\":\"v\"}}";

    @Provide
    Arbitrary<String> queries() {
        return joined(
                "path",
                "limit",
                "cursor",
                "dry-run",
                "=",
                "&",
                "%",
                "%2F",
                "%00",
                "%ff",
                "%\uff11\uff12",
                "+",
                "1",
                "-",
                "\u0661",
                "true",
                "a",
                "\u00fc",
                "\ud800",
                "99999999999999999999");
    }

    @Provide
    Arbitrary<String> hosts() {
        return joined(
                "localhost", "127.0.0.1", "[::1]", "[", "]", ":", "8745", "evil", ".", "@", "/", " ", "%", "LOCALHOST");
    }

    @Provide
    Arbitrary<String> tokens() {
        return Arbitraries.strings().ofMaxLength(300);
    }

    private static Arbitrary<String> joined(String... parts) {
        return Arbitraries.of(parts).list().ofMaxSize(10).map(all -> String.join("", all));
    }

    @Provide
    Arbitrary<String> bodies() {
        Arbitrary<String> word = Arbitraries.of(
                "null",
                "1.9",
                "1e400",
                "-1",
                "\"\\ud800\"",
                "\\ud83d",
                "\"",
                "[",
                "]",
                "{",
                "}",
                ",",
                ":",
                "\\u0000",
                "18446744073709551617",
                "\"action\"",
                "\0",
                "\u00fc",
                "NaN");
        Arbitrary<Integer> at = Arbitraries.integers().between(0, BODY.length());
        Arbitrary<Integer> length = Arbitraries.integers().between(0, 9);
        return Combinators.combine(word.list().ofSize(3), at.list().ofSize(3), length)
                .as((words, places, cut) -> {
                    StringBuilder body = new StringBuilder(BODY);
                    for (int i = 0; i < places.get(0) % 4; i++) {
                        int from = Math.min(places.get(i % 3), body.length());
                        body.replace(from, Math.min(body.length(), from + cut), words.get(i % 3));
                    }
                    return body.toString();
                });
    }

    @Property
    void queries_areTakenOrRefused(@ForAll("queries") String query) {
        try {
            Map<String, List<String>> values =
                    Values.of(new Routes.Found(OPERATION, Map.of()), QueryString.parse(query));
            assertThat(Long.parseLong(values.getOrDefault("limit", List.of("1")).get(0)))
                    .isBetween(1L, 1000L);
            values.getOrDefault("path", List.of()).forEach(Names::encode);
        } catch (Refusal e) {
            refused(e, 400);
        }
    }

    @Property
    void bytesOfAQuery_comeBack(@ForAll byte[] bytes) throws Refusal {
        StringBuilder escaped = new StringBuilder();
        for (byte b : bytes) {
            escaped.append(String.format("%%%02x", b));
        }

        assertThat(Names.encode(QueryString.decode(escaped.toString()))).isEqualTo(bytes);
    }

    @Property
    void bodies_areTakenOrRefused(@ForAll("bodies") String body) {
        try {
            Wish wish = (Wish) Body.parse(body.getBytes(StandardCharsets.UTF_8), Wish.class);
            Names.encode(wish.action());
            wish.files().stream().filter(file -> file != null).forEach(Names::encode);
        } catch (Refusal e) {
            refused(e, 400);
        }
    }

    @Property(tries = 300)
    void bytesAsABody_areRefused(@ForAll byte[] bytes) {
        try {
            Body.parse(bytes, Wish.class);
        } catch (Refusal e) {
            refused(e, 400);
        }
    }

    @Example
    void bodies_thatALaxReaderTakes_areRefused() {
        for (String bad : List.of(
                BODY.replace("3", "3.9"),
                BODY.replace("/a", "/\\ud800"),
                BODY.replace("\"k\"", "\"\\udbff\""),
                BODY.replace("\"v\"", "\"\\ud83d\""))) {
            assertThatThrownBy(() -> Body.parse(bad.getBytes(StandardCharsets.UTF_8), Wish.class))
                    .as(bad)
                    .isInstanceOf(Refusal.class);
        }
    }

    @Property
    void hosts_areKnownByTheirWholeName(@ForAll("hosts") String host) {
        boolean known = host.matches("(?i)(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]{0,5})?");
        try {
            new Origins("", "127.0.0.1").check(request(host));
            assertThat(known).as(host).isTrue();
        } catch (Refusal e) {
            assertThat(known).as(host).isFalse();
            refused(e, 421);
        }
    }

    @Property(tries = 300)
    void tokensThatNobodyMade_openNothing(@ForAll("tokens") String text) {
        assertThat(TOKENS.holder(text)).isEmpty();
    }

    private static final Tokens TOKENS = new Tokens(
            java.nio.file.Path.of("/nowhere"),
            java.time.Clock.systemUTC(),
            new TokenUsers(name -> java.util.Optional.empty()));

    private static void refused(Refusal refusal, int status) {
        assertThat(refusal.status()).isEqualTo(status);
        assertThat(Json.line(Map.of("message", refusal.problem().message()))).doesNotContain("Exception");
    }

    private static HttpServletRequest request(String host) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                HttpFuzzTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getHeader" -> "Host".equals(arguments[0]) ? host : null;
                    case "getServerName" -> host.replaceAll(":[0-9]*$", "");
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
