using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Journal.Checking;
using Sferum.Admin.Web.Components.Ui;
using Spectre.Console;

namespace Sferum.Admin.Web.Cli;

/// <summary>
/// Progress of a check on standard error: a bar with sections done, rate and time left on a terminal, else a line at the beginning
/// and at every tenth.
/// </summary>
internal static class CheckBar
{
    public static async Task<T> ShowAsync<T>(SchoolClock clock, Func<IProgress<CheckProgress>, Task<T>> work)
    {
        var startedAt = clock.Now;
        if (Console.IsErrorRedirected)
        {
            return await work(new Lines());
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Progress()
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(async bars => await work(new Bar(bars.AddTask("Читаем списки ЭПОС").IsIndeterminate(), startedAt, clock)));
    }

    /// <summary>«12 из 121 раздела. 60 в минуту, осталось около 2 мин.».</summary>
    internal static string Describe(CheckProgress progress, DateTime startedAt, DateTime now)
    {
        var run = RunProgress.Of(startedAt, progress.Done, progress.Total, now);
        return $"{JobProgressText.Short(run)}. {JobProgressText.Pace(run)}".TrimEnd();
    }

    private sealed class Bar(ProgressTask task, DateTime startedAt, SchoolClock clock) : IProgress<CheckProgress>
    {
        public void Report(CheckProgress value)
        {
            task.IsIndeterminate(value.Total == 0);
            task.MaxValue = Math.Max(1, value.Total);
            task.Value = value.Done;
            task.Description = Markup.Escape(Describe(value, startedAt, clock.Now));
        }
    }

    private sealed class Lines : IProgress<CheckProgress>
    {
        private int _tenth = -1;

        public void Report(CheckProgress value)
        {
            var tenth = value.Total == 0 ? 0 : (int)(value.Done * 10L / value.Total);
            if (tenth != _tenth)
            {
                _tenth = tenth;
                Console.Error.WriteLine($"Прочитано: {RussianText.Number(value.Done)} из {RussianText.Number(value.Total)}");
            }
        }
    }
}
