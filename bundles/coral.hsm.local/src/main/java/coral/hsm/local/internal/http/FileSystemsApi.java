// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.http;

import coral.core.http.Answer;
import coral.core.http.Api;
import coral.core.http.ApiRequest;
import coral.core.http.Content;
import coral.core.http.Field;
import coral.core.http.Operation;
import coral.core.http.Slice;
import coral.hsm.local.internal.LocalHsm;
import coral.hsm.local.internal.registry.FileSystemLine;
import coral.hsm.local.internal.registry.Registry;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/v1/hsm/file-systems}: what {@code hsm fs} offers. */
@Component
public final class FileSystemsApi implements Api {
    private final Registry registry;

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
        return List.of(Operation.get("", "Lists the file systems of this node.", Content.of(Listed.class), this::list)
                .inSlices());
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
}
