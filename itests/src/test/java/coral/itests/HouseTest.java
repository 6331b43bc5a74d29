// SPDX-License-Identifier: Apache-2.0
package coral.itests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import aQute.bnd.header.Parameters;
import aQute.bnd.osgi.Domain;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of the house, read from what was built. */
class HouseTest {
    private static final Map<String, Set<String>> ARROWS = Rooms.arrows();

    static Set<String> rooms() {
        return Rooms.jars().keySet();
    }

    private static Domain manifest(String room) throws IOException {
        try (JarFile jar = new JarFile(Rooms.jar(room).toFile())) {
            return Domain.domain(jar.getManifest());
        }
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void room_isNamedAsItsFolder_andStandsInTheTable(String room) throws IOException {
        assertThat(manifest(room).getBundleSymbolicName().getKey()).isEqualTo(room);
        assertThat(ARROWS).as("cnf/rooms.properties").containsKey(room);
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void imports_goOnlyWhereTheTableAllows(String room) throws IOException {
        for (String imported : manifest(room).getImportPackage().keySet()) {
            String owner = Rooms.ofPackage(imported, ARROWS.keySet());
            if (imported.startsWith("coral.") && !owner.equals(room)) {
                assertThat(ARROWS.get(room))
                        .as("%s imports %s; cnf/rooms.properties says which rooms it may", room, imported)
                        .contains(owner);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void exports_areOfTheRoomAndVersioned_andNeverInternal(String room) throws IOException {
        Parameters exports = manifest(room).getExportPackage();
        exports.forEach((name, attributes) -> {
            assertThat(Rooms.ofPackage(name, ARROWS.keySet())).isEqualTo(room);
            assertThat(name).doesNotContain(".internal");
            assertThat(attributes.getVersion()).as("version of %s", name).isNotBlank();
        });
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void exportedApi_isTheCommittedOne(String room) throws Exception {
        String api = ExportedApi.of(Rooms.jar(room));
        Path file = Rooms.ROOT.resolve("bundles/" + room + "/api.txt");
        if (System.getProperty("coral.api.update") != null) {
            update(file, api);
        }
        String committed = Files.exists(file) ? Files.readString(file) : "";
        if (!committed.equals(api)) {
            fail(
                    "the API of %s is not that of %s; if the change is meant, raise the packages' versions and run: "
                            + "mvn verify -Dcoral.api.update -Dit.test=HouseTest%n%s",
                    room, file, ExportedApi.difference(committed, api));
        }
    }

    private static void update(Path file, String api) throws IOException {
        if (api.isEmpty()) {
            Files.deleteIfExists(file);
        } else {
            Files.writeString(file, api);
        }
    }

    @Test
    void internalClasses_areUsedByTheirRoomOnly() {
        JavaClasses all = new ClassFileImporter().importPaths(Rooms.jars().values());

        classes()
                .that(new DescribedPredicate<JavaClass>("are Coral's") {
                    @Override
                    public boolean test(JavaClass one) {
                        return one.getPackageName().startsWith("coral.");
                    }
                })
                .should(useNoInternalsOfOtherRooms())
                .allowEmptyShould(true)
                .check(all);
    }

    private static ArchCondition<JavaClass> useNoInternalsOfOtherRooms() {
        return new ArchCondition<>("use no internal classes of other rooms") {
            @Override
            public void check(JavaClass one, ConditionEvents events) {
                String room = Rooms.ofPackage(one.getPackageName(), ARROWS.keySet());
                for (Dependency dependency : one.getDirectDependenciesFromSelf()) {
                    String used = dependency.getTargetClass().getPackageName();
                    if (used.matches("coral\\..*\\.internal(\\..*)?")
                            && !Rooms.ofPackage(used, ARROWS.keySet()).equals(room)) {
                        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                    }
                }
            }
        };
    }
}
