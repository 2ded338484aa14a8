package io.github.steadwork.examples;

import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.engine.JobHandle;
import io.github.steadwork.job.BaseJob;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobType;
import java.time.Duration;

/** Defines a job, registers it, enqueues it, and waits for what it gives back. */
public final class DefineAndEnqueue {

    record Order(String customer, int cents) {}

    record Receipt(String text) {}

    static final class Bill extends BaseJob<Order, Receipt> {

        static final JobType<Order, Receipt> TYPE = JobType.of("bill", Order.class, Receipt.class);

        Bill() {
            super(TYPE);
        }

        @Override
        protected Receipt execute(Order order, JobContext context) {
            return new Receipt(order.customer() + " pays " + order.cents() + " cents");
        }
    }

    private DefineAndEnqueue() {}

    /** Runs the example. */
    public static void main(String[] args) throws InterruptedException {
        try (JobEngine engine = JobEngine.builder().register(new Bill()).start()) {
            JobHandle<Receipt> bill = engine.jobs().enqueue(Bill.TYPE, new Order("Ada", 1200));
            System.out.println(bill.await(Duration.ofSeconds(10)));
            System.out.println(bill.state());
        }
    }
}
