using Sferum.Admin.Core.Journal;
using Sferum.Admin.Core.Ports;

namespace Sferum.Admin.Tests.Journal.Checking;

public sealed class JournalPatienceTests
{
    private static readonly JournalTrouble Silence = new(JournalTroubleKind.Unavailable, "ЭПОС не ответил вовремя.");

    [Fact]
    public void Lost_AfterSilencesInARow_SaysWhy()
    {
        var patience = new JournalPatience();
        for (var i = 0; i < JournalPatience.Most - 1; i++)
        {
            patience.Note(Silence);
        }

        patience.Lost.Should().BeNull();
        patience.Note(Silence);
        patience.Note(null);

        patience.Lost!.Sentence.Should().Be("ЭПОС не отвечает: дальше не спрашивали.");
    }

    [Fact]
    public void Lost_WithAnAnswerBetween_IsNot()
    {
        var patience = new JournalPatience();
        for (var i = 0; i < 3 * JournalPatience.Most; i++)
        {
            patience.Note(i % JournalPatience.Most == 0 ? null : Silence);
        }

        patience.Note(new JournalTrouble(JournalTroubleKind.Forbidden, "Нет права."));

        patience.Lost.Should().BeNull();
    }

    [Fact]
    public void Lost_OnceTheSessionEnded_IsAtOnce()
    {
        var patience = new JournalPatience();

        patience.Note(new JournalTrouble(JournalTroubleKind.SessionEnded, "Сеанс завершён."));

        patience.Lost!.Kind.Should().Be(JournalTroubleKind.SessionEnded);
    }
}
