// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.http;

import coral.core.http.Answer;
import coral.core.http.Api;
import coral.core.http.ApiRequest;
import coral.core.http.Content;
import coral.core.http.Field;
import coral.core.http.Handler;
import coral.core.http.Operation;
import coral.core.http.Parameter;
import coral.core.http.Role;
import coral.core.http.Slice;
import coral.core.problem.ProblemException;
import coral.hsm.local.internal.LocalHsm;
import coral.hsm.local.internal.registry.AddedLine;
import coral.hsm.local.internal.registry.FileSystemLine;
import coral.hsm.local.internal.registry.Rebuild;
import coral.hsm.local.internal.registry.Registry;
import coral.hsm.local.internal.registry.RegistryProblems;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/v1/hsm/file-systems}: what {@code hsm fs} offers. */
@Component
public final class FileSystemsApi implements Api {
    private static final Parameter NAME = Parameter.path("name", Parameter.Type.TEXT, "As the list shows it.");
    private static final Parameter FORCE = Parameter.query(
                    "force", Parameter.Type.BOOLEAN, "Even if it has a catalogue; that is kept aside.")
            .otherwise("false");

    private final Registry registry;
    private final Semaphore turn = new Semaphore(1);

    /** Made by the component runtime. */
    @Activate
    public FileSystemsApi(@Reference LocalHsm hsm) {
        this(hsm.registry());
    }

    FileSystemsApi(Registry registry) {
        this.registry = registry;
    }

    /** A part of the list. */
    record Listed(
            List<FileSystemLine> fileSystems,

            @Field(value = "What 'cursor' is for the file systems after these.", optional = true) @Nullable
            String next) {}

    /** What was forgotten, for people. */
    record Forgotten(String forgotten) {}

    @Override
    public String component() {
        return "hsm/file-systems";
    }

    @Override
    public String title() {
        return "Directories of this node whose files can be archived.";
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get("", "Lists the file systems of this node.", Content.of(Listed.class), this::list)
                        .inSlices(),
                Operation.post("", "Adds a directory on ext4 or xfs.", Content.of(AddedLine.class), changing(this::add))
                        .taking(FileSystemWish.class)
                        .with(Parameter.DRY_RUN)
                        .only(Role.ADMIN),
                Operation.delete(
                                "/{name}",
                                "Forgets a file system; its files and their copies stay.",
                                Content.of(Forgotten.class),
                                changing(this::remove))
                        .with(NAME)
                        .with(Parameter.DRY_RUN)
                        .only(Role.ADMIN),
                Operation.post(
                                "/{name}/rebuild",
                                "Makes the catalogue again from the xattrs on the files.",
                                Content.of(Rebuild.Report.class),
                                changing(this::rebuild))
                        .with(NAME)
                        .with(FORCE)
                        .with(Parameter.DRY_RUN)
                        .only(Role.ADMIN));
    }

    /** Devices may hang: a change that does must not take all threads of HTTP with it. */
    private Handler changing(Handler handler) {
        return request -> {
            if (!turn.tryAcquire()) {
                throw RegistryProblems.busy().exception();
            }
            try {
                return handler.handle(request);
            } finally {
                turn.release();
            }
        };
    }

    private Answer list(ApiRequest request) {
        Slice<FileSystemLine> part = request.window()
                .of(
                        registry.list().stream()
                                .map(FileSystemLine::of)
                                .sorted(Comparator.comparing(FileSystemLine::name)),
                        FileSystemLine::name);
        return Answer.of(new Listed(part.items(), part.next()));
    }

    private Answer add(ApiRequest request) throws ProblemException {
        FileSystemWish wish = request.body(FileSystemWish.class);
        boolean dry = request.isDryRun() || wish.isDry();
        return Answer.of(
                AddedLine.of(registry.add(request.caller(), wish.directory(), Optional.ofNullable(wish.name()), dry)));
    }

    private Answer remove(ApiRequest request) throws ProblemException {
        return Answer.of(
                new Forgotten(registry.remove(request.caller(), request.text(NAME.name()), request.isDryRun())));
    }

    private Answer rebuild(ApiRequest request) throws ProblemException {
        String name = request.text(NAME.name());
        return Answer.of(
                request.isDryRun()
                        ? registry.count(request.caller(), name)
                        : registry.rebuild(request.caller(), name, request.flag(FORCE.name())));
    }
}
