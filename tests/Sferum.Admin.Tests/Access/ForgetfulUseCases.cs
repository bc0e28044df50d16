using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Tests.Access;

/// <summary>Permanent violations that the test of access must report; <see cref="GoodQueries"/> must not be reported.</summary>
public static class ForgetfulUseCases
{
    public sealed record Request(Guid GroupId, string Text);

    public sealed class GoodQueries(AccessPolicy access)
    {
        public async Task<Result<int>> CountAsync(Actor actor, Request request, CancellationToken ct) =>
            await access.DemandGroupAsync(actor, Permission.EditRegister, request.GroupId, ct) is { } refusal ? refusal : 1;
    }

    public sealed class NoCheckQueries(IDbContextFactory<AppDbContext> contexts)
    {
        public async Task<Result<int>> CountAsync(Actor actor, CancellationToken ct)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            return await db.People.CountAsync(ct);
        }
    }

    public static class SilentRefusal
    {
        public static Task<Result<int>> DoAsync(Actor actor, CancellationToken ct) => Task.FromResult<Result<int>>(Error.NotFound());
    }

    public sealed class WritesFirst(IDbContextFactory<AppDbContext> contexts, AccessPolicy access)
    {
        public async Task<Result<int>> DoAsync(Actor actor, CancellationToken ct)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            db.JobRuns.Add(new Core.Jobs.JobRun { Job = "x", StartedAt = TestClock.Now });
            await db.SaveChangesAsync(ct);
            return await access.DemandAsync(actor, Permission.EditRegister, ct) is { } refusal ? refusal : 1;
        }
    }

    public sealed class ValidatesFirst(AccessPolicy access)
    {
        public async Task<Result<int>> DoAsync(Actor actor, Request request, CancellationToken ct)
        {
            if (request.Text.Length < 10)
            {
                return Error.Invalid("Слишком коротко.");
            }

            return await access.DemandAsync(actor, Permission.EditRegister, ct) is { } refusal ? refusal : 1;
        }
    }

    public sealed class WrongPermission(AccessPolicy access)
    {
        public async Task<Result<int>> DoAsync(Actor actor, CancellationToken ct) =>
            await access.DemandAsync(actor, Permission.ReadStatistics, ct) is { } refusal ? refusal : 1;
    }

    public sealed class NoActorQueries(IDbContextFactory<AppDbContext> contexts)
    {
        public async Task<int> CountAsync(CancellationToken ct)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            return await db.People.CountAsync(ct);
        }
    }
}
