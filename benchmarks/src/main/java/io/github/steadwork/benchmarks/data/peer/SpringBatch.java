package io.github.steadwork.benchmarks.data.peer;

import com.zaxxer.hikari.HikariDataSource;
import io.github.steadwork.benchmarks.postgres.Server;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collections;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ItemReader;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.batch.infrastructure.item.database.builder.JdbcBatchItemWriterBuilder;
import org.springframework.batch.infrastructure.item.file.builder.FlatFileItemReaderBuilder;
import org.springframework.batch.infrastructure.item.file.transform.FieldSet;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * Spring Batch with one restartable step of chunks, its repository in the same database. Fields are read one by one and not by
 * reflection, and the driver puts the inserts of a chunk together.
 */
final class SpringBatch {

    private static final int CHUNK = 1_000;
    private static final String INSERT =
            "INSERT INTO lineitem VALUES (" + String.join(", ", Collections.nCopies(Task.COLUMNS.size(), "?")) + ")";

    private SpringBatch() {}

    static Work.Evidence load(Task task) throws Exception {
        try (HikariDataSource source = Server.pool(task.database())) {
            new ResourceDatabasePopulator(new ClassPathResource("org/springframework/batch/core/schema-postgresql.sql"))
                    .execute(source);
            JdbcTransactionManager transactions = new JdbcTransactionManager(source);
            JobRepository repository = repository(source, transactions);
            Step step = new StepBuilder("load", repository)
                    .<Object[], Object[]>chunk(CHUNK)
                    .transactionManager(transactions)
                    .reader(reader(task))
                    .writer(writer(source))
                    .build();
            run(new JobBuilder("load-lineitem", repository).start(step).build(), repository);
        }
        return RawCopy.loaded(task);
    }

    private static JobRepository repository(HikariDataSource source, JdbcTransactionManager transactions)
            throws Exception {
        JdbcJobRepositoryFactoryBean factory = new JdbcJobRepositoryFactoryBean();
        factory.setDataSource(source);
        factory.setTransactionManager(transactions);
        factory.afterPropertiesSet();
        return factory.getObject();
    }

    private static ItemReader<Object[]> reader(Task task) {
        return new FlatFileItemReaderBuilder<Object[]>()
                .name("lineitem")
                .resource(new FileSystemResource(task.csv()))
                .linesToSkip(1)
                .delimited()
                .names(Task.COLUMNS.toArray(String[]::new))
                .fieldSetMapper(SpringBatch::values)
                .build();
    }

    private static Object[] values(FieldSet fields) {
        Object[] values = new Object[Task.COLUMNS.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (Task.TYPES.get(i)) {
                case "BIGINT" -> fields.readLong(i);
                case "DATE" -> LocalDate.parse(fields.readString(i));
                case "VARCHAR" -> fields.readRawString(i);
                default -> fields.readBigDecimal(i);
            };
        }
        return values;
    }

    private static ItemWriter<Object[]> writer(HikariDataSource source) {
        var writer = new JdbcBatchItemWriterBuilder<Object[]>()
                .dataSource(source)
                .sql(INSERT)
                .itemPreparedStatementSetter(SpringBatch::bind)
                .build();
        writer.afterPropertiesSet();
        return writer;
    }

    private static void bind(Object[] values, PreparedStatement statement) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    private static void run(Job job, JobRepository repository) throws Exception {
        TaskExecutorJobOperator operator = new TaskExecutorJobOperator();
        operator.setJobRepository(repository);
        operator.setJobRegistry(new MapJobRegistry());
        operator.afterPropertiesSet();
        JobExecution execution = operator.start(job, new JobParameters());
        if (execution.getStatus() != BatchStatus.COMPLETED) {
            throw new IllegalStateException(
                    "the job ended as " + execution.getStatus() + ": " + execution.getAllFailureExceptions());
        }
    }
}
