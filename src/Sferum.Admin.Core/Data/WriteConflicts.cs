using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Core.Data;

/// <summary>
/// For acts that two people may do to one record at one moment, where the second one has only to look again: a unique index, a
/// concurrency token or the database's own order of transactions refused the save, nothing of it was written.
/// </summary>
public static class WriteConflicts
{
    private const int Attempts = 3;

    /// <param name="act">Opens its own context, so that each attempt reads anew.</param>
    /// <returns>The act's result, or a conflict when others kept being first.</returns>
    public static async Task<Result<T>> RetryAsync<T>(Func<Task<Result<T>>> act)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            try
            {
                return await act();
            }
            catch (Exception e) when (e is DbUpdateConcurrencyException || e.IsUniqueViolation() || e.IsSerializationFailure())
            {
                // Somebody else was first.
            }
        }

        return Error.Conflict("Запись сейчас меняет другой человек. Ваше действие не записано; обновите страницу и повторите.");
    }
}
