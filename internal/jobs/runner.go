package jobs

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivertype"

	"claudia/internal/pg"
)

// Args are the arguments of one kind of job, kept as JSON. Kind is stable: jobs already waiting
// carry it.
type Args = river.JobArgs

// Options are the settings of a Runner; the zero value serves.
type Options struct {
	// Workers is how many jobs run at one time in this process; 0 means 4.
	Workers int
	// Timeout bounds one run; 0 means one minute.
	Timeout time.Duration
	// PollInterval is the net under the notifications; 0 means one second.
	PollInterval time.Duration
	Log          *slog.Logger
}

// Runner puts jobs in and runs them. Register everything before Start.
type Runner struct {
	db       *pg.DB
	o        Options
	inserter *river.Client[pgx.Tx] // knows no worker: it only puts in
	workers  *river.Workers
	periodic []*river.PeriodicJob

	mu     sync.Mutex            // guards client
	client *river.Client[pgx.Tx] // nil when stopped
}

// New makes a stopped Runner, which can already put jobs in.
func New(db *pg.DB, o Options) (*Runner, error) {
	if o.Workers <= 0 {
		o.Workers = 4
	}
	if o.Timeout <= 0 {
		o.Timeout = time.Minute
	}
	if o.PollInterval <= 0 {
		o.PollInterval = time.Second
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	inserter, err := river.NewClient(riverpgxv5.New(db.Pool), &river.Config{Schema: pg.RiverSchema, Logger: o.Log})
	if err != nil {
		return nil, fmt.Errorf("jobs: %w", err)
	}
	return &Runner{db: db, o: o, inserter: inserter, workers: river.NewWorkers()}, nil
}

// Register says what to do for the jobs of one kind. An error makes the job come back later, ever
// more slowly, and is logged; [Cancel] gives it up.
func Register[T Args](r *Runner, work func(ctx context.Context, args T) error) error {
	err := river.AddWorkerSafely(r.workers, river.WorkFunc(func(ctx context.Context, job *river.Job[T]) error {
		return work(ctx, job.Args)
	}))
	if err != nil {
		return fmt.Errorf("jobs: %w", err)
	}
	return nil
}

// Every puts a job in at Start and then at each interval, once for all processes together.
func (r *Runner) Every(interval time.Duration, args Args) {
	build := func() (river.JobArgs, *river.InsertOpts) {
		return args, &river.InsertOpts{UniqueOpts: river.UniqueOpts{ByArgs: true, ByPeriod: interval}}
	}
	r.periodic = append(r.periodic, river.NewPeriodicJob(river.PeriodicInterval(interval), build,
		&river.PeriodicJobOpts{RunOnStart: true}))
}

// Option changes how a job is put in.
type Option func(*river.InsertOpts)

// At delays the job until the instant.
func At(t time.Time) Option { return func(o *river.InsertOpts) { o.ScheduledAt = t } }

// Once leaves the job out when one with the same arguments already waits or runs.
func Once() Option {
	return func(o *river.InsertOpts) {
		o.UniqueOpts = river.UniqueOpts{ByArgs: true, ByState: []rivertype.JobState{
			rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRetryable,
			rivertype.JobStateRunning, rivertype.JobStateScheduled,
		}}
	}
}

// Attempts bounds the tries; the default is 25, over about three weeks.
func Attempts(n int) Option { return func(o *river.InsertOpts) { o.MaxAttempts = n } }

// EnqueueTx puts a job in with the transaction: it runs after the commit, or never.
func (r *Runner) EnqueueTx(ctx context.Context, tx pg.Tx, args Args, options ...Option) error {
	var opts river.InsertOpts
	for _, option := range options {
		option(&opts)
	}
	if _, err := r.inserter.InsertTx(ctx, pg.Raw(tx), args, &opts); err != nil {
		return fmt.Errorf("enqueue %s: %w", args.Kind(), err)
	}
	return nil
}

// Start runs jobs until Stop. Starting twice does nothing.
func (r *Runner) Start(ctx context.Context) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.client != nil {
		return nil
	}
	client, err := river.NewClient(riverpgxv5.New(r.db.Pool), &river.Config{
		Schema:            pg.RiverSchema,
		Logger:            r.o.Log,
		Queues:            map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: r.o.Workers}},
		Workers:           r.workers,
		PeriodicJobs:      r.periodic,
		JobTimeout:        r.o.Timeout,
		FetchPollInterval: r.o.PollInterval,
	})
	if err != nil {
		return fmt.Errorf("jobs: %w", err)
	}
	// The end of ctx must not cut the jobs short: Stop lets them finish.
	if err := client.Start(context.WithoutCancel(ctx)); err != nil {
		return fmt.Errorf("jobs: %w", err)
	}
	r.client = client
	return nil
}

// Stop lets the running jobs finish; those still running at the end of ctx are cancelled and come
// back later. Stopping twice, or before Start, does nothing.
func (r *Runner) Stop(ctx context.Context) error {
	r.mu.Lock()
	client := r.client
	r.client = nil
	r.mu.Unlock()
	if client == nil {
		return nil
	}
	err := client.Stop(ctx)
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
		hard, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		err = client.StopAndCancel(hard)
	}
	if err != nil {
		return fmt.Errorf("jobs: stop: %w", err)
	}
	return nil
}
