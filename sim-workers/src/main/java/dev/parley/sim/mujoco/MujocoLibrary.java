package dev.parley.sim.mujoco;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/**
 * The loaded engine: its functions as method handles and its struct offsets.
 *
 * <p>A shared library lives once in a process, so this is the one lazily created instance of it. The functions may be called
 * from any thread as long as each world is used by one thread at a time.
 */
final class MujocoLibrary {

    final StructOffsets offsets;
    final MethodHandle loadXml;
    final MethodHandle makeData;
    final MethodHandle step;
    final MethodHandle forward;
    final MethodHandle resetData;
    final MethodHandle setConst;
    final MethodHandle nameToId;
    final MethodHandle deleteData;
    final MethodHandle deleteModel;

    private static final class Loaded {
        private static final MujocoLibrary INSTANCE =
                new MujocoLibrary(NativeBundle.forThisMachine(), NativeBundle.defaultFolder());
    }

    /** The engine, loaded at the first call; throws {@link PhysicsException} when this machine cannot run it. */
    static MujocoLibrary load() {
        try {
            return Loaded.INSTANCE;
        } catch (ExceptionInInitializerError e) {
            if (e.getCause() instanceof PhysicsException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private MujocoLibrary(NativeBundle bundle, Path folder) {
        offsets = StructOffsets.load();
        for (Path library : bundle.unpackInto(folder).values()) {
            load(library);
        }
        Linker linker = Linker.nativeLinker();
        SymbolLookup symbols = SymbolLookup.loaderLookup();
        requireVersion(linker, symbols, offsets.of("version"));
        loadXml = bind(
                linker, symbols, "mj_loadXML", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_INT));
        makeData = bind(linker, symbols, "mj_makeData", FunctionDescriptor.of(ADDRESS, ADDRESS));
        step = bind(linker, symbols, "mj_step", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS));
        forward = bind(linker, symbols, "mj_forward", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS));
        resetData = bind(linker, symbols, "mj_resetData", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS));
        setConst = bind(linker, symbols, "mj_setConst", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS));
        nameToId = bind(linker, symbols, "mj_name2id", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS));
        deleteData = bind(linker, symbols, "mj_deleteData", FunctionDescriptor.ofVoid(ADDRESS));
        deleteModel = bind(linker, symbols, "mj_deleteModel", FunctionDescriptor.ofVoid(ADDRESS));
    }

    private static void load(Path library) {
        try {
            System.load(library.toAbsolutePath().toString());
        } catch (UnsatisfiedLinkError e) {
            throw new PhysicsException(
                    "The physics library " + library.getFileName()
                            + " does not load here; it needs glibc 2.34 and libstdc++ 6 or newer: " + e.getMessage(),
                    e);
        }
    }

    private static void requireVersion(Linker linker, SymbolLookup symbols, int expected) {
        MethodHandle version = bind(linker, symbols, "mj_version", FunctionDescriptor.of(JAVA_INT));
        int found;
        try {
            found = (int) version.invokeExact();
        } catch (Throwable e) {
            throw new PhysicsException("mj_version failed", e);
        }
        if (found != expected) {
            throw new PhysicsException(
                    "MuJoCo reports version " + found + "; the recorded offsets are for " + expected + ".");
        }
    }

    private static MethodHandle bind(Linker linker, SymbolLookup symbols, String name, FunctionDescriptor shape) {
        return linker.downcallHandle(
                symbols.find(name).orElseThrow(() -> new PhysicsException("libmujoco lacks the function " + name)),
                shape);
    }
}
