// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.http;

import coral.core.caller.Caller;
import coral.core.http.Answer;
import coral.core.http.ApiRequest;
import coral.core.http.Operation;
import coral.core.http.Parameter;
import coral.core.http.Role;
import coral.core.shell.Json;
import coral.hsm.agent.internal.archive.ArchiveRegistry;
import coral.hsm.agent.internal.archive.ArchiveStore;
import coral.hsm.agent.internal.archive.MoverTypes;
import coral.hsm.agent.internal.fake.MemoryFileSystem;
import coral.hsm.agent.internal.fake.ScriptedType;
import coral.hsm.agent.internal.lane.LaneTerms;
import coral.hsm.agent.internal.node.Agent;
import coral.hsm.agent.internal.operation.FileSystems;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls operations as coral.core does once it has checked a request. */
final class HsmCalls {
    final FileSystems fileSystems = new FileSystems();
    final MoverTypes types = new MoverTypes();
    Caller caller = Caller.internal();
    private final HsmApi api;

    /** @param home where archives are recorded */
    HsmCalls(Path home) {
        types.add(new ScriptedType());
        Agent agent = new Agent("test", new ArchiveRegistry(new ArchiveStore(home), types), types, LaneTerms::usual);
        api = new HsmApi(fileSystems, agent);
    }

    MemoryFileSystem fileSystem(String name, String root) {
        MemoryFileSystem fileSystem = new MemoryFileSystem(name, root);
        fileSystems.bind(fileSystem);
        return fileSystem;
    }

    /** The answer as JSON. */
    String get(String path, Map<String, List<String>> query) throws Exception {
        return call("GET", path, query, null);
    }

    String call(String method, String path, Map<String, List<String>> given, @Nullable Object body) throws Exception {
        Operation operation = api.operations().stream()
                .filter(one -> one.method().name().equals(method) && one.path().equals(path))
                .findFirst()
                .orElseThrow();
        Map<String, List<String>> values = new HashMap<>();
        for (Parameter parameter : operation.parameters()) {
            List<String> usual = parameter.otherwise().isEmpty() ? List.of() : List.of(parameter.otherwise());
            values.put(parameter.name(), given.getOrDefault(parameter.name(), usual));
        }
        Answer answer = operation.handler().handle(new ApiRequest(caller, Role.ADMIN, values, body));
        return answer instanceof Answer.Value value ? Json.line(value.value()) : "";
    }
}
