// SPDX-License-Identifier: Apache-2.0
package coral.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;

/**
 * openapi.json against what runs: the servlets that the HTTP whiteboard has taken, and the operations of the services
 * that are registered. By reflection, since the classes of the node are not those of this test.
 */
class OpenApiTest {
    private static final String API = "/api/v1/";
    private static final String SERVLET = "jakarta.servlet.Servlet";
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Map<String, String> SETTINGS = Map.of(
            "org.osgi.service.http.port", "0",
            "org.apache.felix.http.host", "127.0.0.1",
            "org.apache.felix.http.enable", "true");

    @TempDir
    private Path home;

    @BeforeEach
    void chooseAnyPort() throws Exception {
        Files.createDirectories(home.resolve("run"));
        SETTINGS.forEach(System::setProperty);
    }

    @AfterEach
    void forgetIt() {
        SETTINGS.keySet().forEach(System::clearProperty);
    }

    @Test
    void document_hasTheOperationsOfEveryService_andThePathsOfEveryServlet() throws Exception {
        try (InnerNode node = InnerNode.start(home, room -> true)) {
            soon().untilAsserted(() -> {
                assertThat(node.waiting()).isEmpty();
                JsonNode document = document();
                assertThat(operations(document)).contains("GET /api/v1/node", "DELETE /api/v1/tokens/{name}");
                assertThat(operations(document)).isEqualTo(operations(node.context()));
                assertThat(components(document)).contains("hsm/file-systems");
                assertThat(components(document)).isEqualTo(servlets(node.context()));
            });
        }
    }

    @Test
    void servlet_thatNobodyDescribes_isSeen() throws Exception {
        try (InnerNode node = InnerNode.start(home, room -> room.equals("coral.core"))) {
            soon().untilAsserted(() -> assertThat(servlets(node.context())).isEqualTo(components(document())));

            register(node.context(), "/api/v1/rogue");

            soon().untilAsserted(() -> assertThat(servlets(node.context())).contains("rogue"));
            assertThat(components(document())).isNotEmpty().doesNotContain("rogue");
        }
    }

    /** What is not there yet throws. */
    private static ConditionFactory soon() {
        return await().atMost(SOON).ignoreExceptions();
    }

    private JsonNode document() throws Exception {
        String root = Files.readString(home.resolve("run/coral.http")).strip();
        String token = Files.readString(home.resolve("conf/admin.token")).strip();
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(root + API + "openapi.json"))
                                .header("Authorization", "Bearer " + token)
                                .timeout(SOON)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    /** Such as {@code GET /api/v1/node}. */
    private static Set<String> operations(JsonNode document) {
        Set<String> operations = new TreeSet<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            path.getValue()
                    .fieldNames()
                    .forEachRemaining(method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey()));
        }
        return operations;
    }

    /** Those whose operations stand in the document, each below its own path. */
    private static Set<String> components(JsonNode document) {
        Set<String> components = new TreeSet<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (JsonNode operation : path.getValue()) {
                String component = operation.path("tags").path(0).asText();
                assertThat(path.getKey() + "/").startsWith(API + component + "/");
                components.add(component);
            }
        }
        return components;
    }

    /** Of every Api service, and that of the document, which is none. */
    private static Set<String> operations(BundleContext context) throws Exception {
        Set<String> operations = new TreeSet<>(Set.of("GET " + API + "openapi.json"));
        for (ServiceReference<?> reference : context.getAllServiceReferences("coral.core.http.Api", null)) {
            Object api = context.getService(reference);
            Class<?> type = api.getClass().getClassLoader().loadClass("coral.core.http.Api");
            Object component = type.getMethod("component").invoke(api);
            for (Object operation : (Iterable<?>) type.getMethod("operations").invoke(api)) {
                operations.add(called(operation, "method") + " " + API + component + called(operation, "path"));
            }
        }
        return operations;
    }

    private static Object called(Object record, String accessor) throws ReflectiveOperationException {
        return record.getClass().getMethod(accessor).invoke(record);
    }

    /** {@code hsm/file-systems} of {@code /api/v1/hsm/file-systems/*}; a pattern of any other kind as it is. */
    private static Set<String> servlets(BundleContext context) throws Exception {
        String runtimeType = "org.osgi.service.servlet.runtime.HttpServiceRuntime";
        Object runtime = context.getService(context.getAllServiceReferences(runtimeType, null)[0]);
        Class<?> type = runtime.getClass().getClassLoader().loadClass(runtimeType);
        Object now = type.getMethod("getRuntimeDTO").invoke(runtime);
        assertThat((Object[]) field(now, "failedServletDTOs")).isEmpty();
        Set<String> found = new TreeSet<>();
        for (Object each : (Object[]) field(now, "servletContextDTOs")) {
            for (Object servlet : (Object[]) field(each, "servletDTOs")) {
                for (String pattern : (String[]) field(servlet, "patterns")) {
                    if (pattern.startsWith("/api")) {
                        found.add(pattern.replaceFirst("^" + API + "(.*)/\\*$", "$1"));
                    }
                }
            }
        }
        return found;
    }

    private static Object field(Object dto, String name) throws ReflectiveOperationException {
        return dto.getClass().getField(name).get(dto);
    }

    /** With the classes of the node's servlet API. */
    private static void register(BundleContext context, String path) throws Exception {
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getSymbolicName().equals("org.apache.felix.http.servlet-api")) {
                Class<?> type = bundle.loadClass(SERVLET);
                Object servlet = Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> switch (method.getName()) {
                            case "hashCode" -> System.identityHashCode(proxy);
                            case "equals" -> proxy == arguments[0];
                            case "toString" -> "a servlet of the test";
                            default -> null;
                        });
                Dictionary<String, Object> properties =
                        FrameworkUtil.asDictionary(Map.of("osgi.http.whiteboard.servlet.pattern", path + "/*"));
                bundle.getBundleContext().registerService(SERVLET, servlet, properties);
            }
        }
    }
}
