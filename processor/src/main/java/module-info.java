/** The annotation processor of Steadwork, for compilers only. */
module io.github.steadwork.processor {
    requires io.github.steadwork.core;
    requires static org.jspecify;
    requires transitive java.compiler;

    exports io.github.steadwork.processor;

    provides javax.annotation.processing.Processor with
            io.github.steadwork.processor.AutoRegisterProcessor;
}
