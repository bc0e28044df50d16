using System.Collections;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.TestSupport;

/// <summary>A method that somebody may ask for: its first parameter is the <see cref="Actor"/>.</summary>
/// <param name="Name">«Class.Method».</param>
public sealed record UseCase(string Name, Type Type, MethodInfo Method)
{
    /// <summary>Calls it with plain values for everything but the actor: access is the first line, so they must not matter.</summary>
    public async Task<Result> CallAsync(TestDatabase database, Actor actor, CancellationToken ct)
    {
        var arguments = Method.GetParameters().Select(p =>
            p.ParameterType == typeof(Actor) ? actor : p.ParameterType == typeof(CancellationToken) ? ct : SampleArgument.Of(p.ParameterType)).ToArray();
        var task = (Task)Method.Invoke(Method.IsStatic ? null : database.Create(Type), BindingFlags.DoNotWrapExceptions, null, arguments, null)!;
        await task;
        return (Result)task.GetType().GetProperty("Result")!.GetValue(task)!;
    }
}

/// <summary>Finds the use cases and queries of an assembly, and what looks like one but is not called by an actor.</summary>
public static class UseCases
{
    /// <summary>Public methods that take an <see cref="Actor"/> first and return a <see cref="Result"/>.</summary>
    public static IReadOnlyList<UseCase> In(IEnumerable<Type> types) =>
        [.. Methods(types).Where(x => TakesActor(x.Method) && ReturnsResult(x.Method)).OrderBy(x => x.Name, StringComparer.Ordinal)];

    /// <summary>
    /// Public methods of a class that opens contexts, or is called <c>…Queries</c>, which do not have that shape, and so could be
    /// called by anybody.
    /// </summary>
    public static IReadOnlyList<string> Unguarded(IEnumerable<Type> types) =>
        [.. Methods(types)
            .Where(x => x.Type.Name.EndsWith("Queries", StringComparison.Ordinal) || OpensContexts(x.Type) || TakesActor(x.Method))
            .Where(x => !TakesActor(x.Method) || !ReturnsResult(x.Method))
            .Select(x => x.Name).Order(StringComparer.Ordinal)];

    private static IEnumerable<UseCase> Methods(IEnumerable<Type> types) =>
        types.Where(t => t is { IsClass: true, IsVisible: true } && !typeof(DbContext).IsAssignableFrom(t))
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
                .Where(m => typeof(Task).IsAssignableFrom(m.ReturnType) || m.ReturnType.IsGenericType && m.ReturnType.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>))
                .Select(m => new UseCase($"{t.Name}.{m.Name}", t, m)));

    private static bool TakesActor(MethodInfo method) => method.GetParameters().FirstOrDefault()?.ParameterType == typeof(Actor);

    private static bool ReturnsResult(MethodInfo method) =>
        method.ReturnType.IsGenericType && typeof(Result).IsAssignableFrom(method.ReturnType.GetGenericArguments()[0]);

    private static bool OpensContexts(Type type) =>
        type.GetConstructors().Any(c => c.GetParameters().Any(p => p.ParameterType == typeof(IDbContextFactory<AppDbContext>)));
}

/// <summary>A plain value of any type that a request is made of.</summary>
internal static class SampleArgument
{
    public static object? Of(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type switch
        {
            _ when type == typeof(string) => "х",
            _ when type == typeof(Guid) => Guid.CreateVersion7(),
            _ when type == typeof(DateOnly) => TestClock.Today,
            _ when type == typeof(DateTime) => TestClock.Now,
            _ when type == typeof(Stream) => new MemoryStream(),
            _ when type.IsEnum => Enum.GetValues(type).GetValue(0),
            _ when type.IsValueType => Activator.CreateInstance(type),
            _ when type.IsArray => Array.CreateInstance(type.GetElementType()!, 0),
            _ when typeof(IEnumerable).IsAssignableFrom(type) && type.IsGenericType => Empty(type),
            _ when typeof(Delegate).IsAssignableFrom(type) || type.IsInterface || type.IsAbstract => null,
            _ => Record(type),
        };
    }

    private static object? Empty(Type type)
    {
        var arguments = type.GetGenericArguments();
        Type[] candidates = arguments.Length == 2
            ? [typeof(Dictionary<,>).MakeGenericType(arguments)]
            : [typeof(List<>).MakeGenericType(arguments), typeof(HashSet<>).MakeGenericType(arguments)];
        return candidates.FirstOrDefault(type.IsAssignableFrom) is { } list ? Activator.CreateInstance(list) : null;
    }

    private static object Record(Type type)
    {
        var constructor = type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).First();
        return constructor.Invoke([.. constructor.GetParameters().Select(p => Of(p.ParameterType))]);
    }
}
